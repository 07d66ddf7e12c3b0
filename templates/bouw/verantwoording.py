from bouw import Doc

V = "{{ verantwoording.jaar }}"


def maak():
    d = Doc(
        "verantwoording", "Verantwoording",
        kop_links="{{ document.titel }}", kop_rechts="",
        voet_links="{{ penvoerder.volledige_naam | hoofdletter }}, penvoerder{% if document.concept %} (concept){% endif %}",
    )
    d.p("Documentsoort", "Financiële verantwoording")
    d.p("Titel", "Verantwoording " + V)
    d.p("Ondertitel", "{{ overeenkomst.onderwerp }}")
    d.gegevens([
        ("Van", "{{ penvoerder.volledige_naam }}, penvoerder"),
        ("Aan", "{{ partij.volledige_naam }}"),
        ("Datum", "{{ verantwoording.datum | datum }}"),
        ("Overeenkomst", "{{ overeenkomst.titel }}, kenmerk {{ overeenkomst.kenmerk }}"),
    ])
    d.p("Natabel", "Op grond van artikel 6.5 van de {{ overeenkomst.titel }} legt {{ penvoerder.soort.lidwoord }} {{ penvoerder.volledige_naam }} als penvoerder verantwoording af over de uitgaven in " + V + ". De verantwoording volgt de posten van de begroting uit het jaarplan " + V + ".{% if overeenkomst.btw.positie == 'tarief_21' %} Alle bedragen zijn zonder btw.{% endif %}")
    d.kop("Begroting en uitgaven")
    d.tabel([(52, "l"), (36, "r"), (36, "r"), (36, "r")], ["Post", "Begroot", "Besteed", "Verschil"], [
        ("t", "for r in verantwoording.regels"),
        ["{{ r.post }}", "{{ r.begroot | bedrag }}", "{{ r.besteed | bedrag }}", "{{ r.verschil | bedrag }}"],
        ("t", "endfor"),
        ("totaal", ["Totaal", "{{ verantwoording.begroot_totaal | bedrag }}", "{{ verantwoording.besteed_totaal | bedrag }}", "{{ verantwoording.verschil_totaal | bedrag }}"]),
    ], bijeen=True)
    d.p("Toelichting", "Een verschil met een minteken betekent dat op die post meer is uitgegeven dan begroot.")
    d.kop("Restant en terugbetaling")
    d.t("if verantwoording.terug_te_betalen")
    d.p("Standaard", "Het restant over " + V + " bedraagt {{ verantwoording.restant | bedrag }}. Artikel 6.6 van de overeenkomst verdeelt dit restant "
        "{% if verantwoording.sleutel == 'A' %}naar verhouding van de bijdragen in geld van alle partijen{% elif verantwoording.sleutel == 'B' %}naar verhouding van de gefactureerde bijdragen{% elif verantwoording.sleutel == 'C' %}naar verhouding van de bijdragen in geld en in natura van alle partijen{% else %}volgens de sleutel {{ verantwoording.sleutel }}{% endif %}, afgerond op hele centen.")
    d.tabel([(115, "l"), (45, "r")], ["Partij", "Aandeel in het restant"], [
        ("t", "for t in verantwoording.terug_te_betalen"),
        ["{{ t.partij.volledige_naam | hoofdletter }}{% if t.partij.is_penvoerder %} (blijft bij de penvoerder){% endif %}", "{{ t.bedrag | bedrag }}"],
        ("t", "endfor"),
        ("totaal", ["Totaal", "{{ verantwoording.restant | bedrag }}"]),
    ], bijeen=True)
    d.t("for t in verantwoording.terug_te_betalen")
    d.t("if t.partij.sleutel == partij.sleutel and not t.partij.is_penvoerder")
    d.p("Natabel", "Het aandeel van {{ partij.soort.lidwoord }} {{ partij.volledige_naam }} is **{{ t.bedrag | bedrag }}**. De penvoerder stuurt hiervoor een creditnota.")
    d.t("endif")
    d.t("endfor")
    d.t("else")
    d.p("Standaard", "Over " + V + " is er geen restant om terug te betalen. Is meer uitgegeven dan begroot, dan volgt overleg op grond van artikel 6.7 van de overeenkomst.")
    d.t("endif")
    d.p("Slotregel", "{{ penvoerder.volledige_naam | hoofdletter }}, penvoerder", ppr='<w:spacing w:before="360" w:after="0"/>')
    d.p("Adres", "Vragen over deze verantwoording: {{ aanbieding.contactpersoon.naam }}{% if aanbieding.contactpersoon.email %}, {{ aanbieding.contactpersoon.email }}{% endif %}.")
    d.schrijf()
