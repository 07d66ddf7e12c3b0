from bouw import Doc

F = "factuur"


def stuk(bestand, soort, credit):
    d = Doc(
        bestand, soort,
        kop_links=soort + " {{ factuur.nummer }}", kop_rechts="{{ overeenkomst.onderwerp }}",
        voet_links="{{ factuur.verkoper.volledige_naam | hoofdletter }}{% if factuur.verkoper.kvk_nummer %}, KvK {{ factuur.verkoper.kvk_nummer }}{% endif %}{% if factuur.verkoper.btw_id %}, btw-id {{ factuur.verkoper.btw_id }}{% endif %}",
        eerste_anders=True, eerste_kop="Briefkop",
    )
    d.p("Documentsoort", "{{ factuur.verkoper.volledige_naam | hoofdletter }}")
    d.p("Toelichting", "{{ factuur.verkoper.zetel.adres }}, {{ factuur.verkoper.zetel.postcode }} {{ factuur.verkoper.zetel.plaats }}")
    d.p("Toelichting", "{% if factuur.verkoper.kvk_nummer %}KvK {{ factuur.verkoper.kvk_nummer }}{% endif %}{% if factuur.verkoper.kvk_nummer and factuur.verkoper.btw_id %}, {% endif %}{% if factuur.verkoper.btw_id %}btw-id {{ factuur.verkoper.btw_id }}{% endif %}", ppr='<w:spacing w:before="0" w:after="240"/>')
    d.p("Titel", soort)
    d.p("Adres", "{{ factuur.koper.volledige_naam | hoofdletter }}", ppr='<w:spacing w:before="240" w:after="0"/>')
    d.t("if factuur.koper.factuur.tav")
    d.p("Adres", "t.a.v. {{ factuur.koper.factuur.tav }}")
    d.t("endif")
    d.p("Adres", "{{ factuur.koper.factuur.adres }}")
    d.p("Adres", "{{ factuur.koper.factuur.postcode }} {{ factuur.koper.factuur.plaats }}", ppr='<w:spacing w:before="0" w:after="360"/>')
    rijen = [
        ("Nummer", "{{ factuur.nummer }}"),
        ("Datum", "{{ factuur.datum | datum }}"),
    ]
    if credit:
        rijen += [("Bij factuur", "nummer {{ factuur.bij_factuur.nummer }} van {{ factuur.bij_factuur.datum | datum }}")]
    rijen += [
        ("Periode", "{{ factuur.periode_van | datum }} tot en met {{ factuur.periode_tot | datum }}"),
        ("t", "if factuur.referentie"), ("Uw referentie", "{{ factuur.referentie }}"), ("t", "endif"),
        ("t", "if factuur.koper.factuur.kostenplaats"), ("Uw kostenplaats", "{{ factuur.koper.factuur.kostenplaats }}"), ("t", "endif"),
        ("Afnemer", "{{ factuur.koper.volledige_naam | hoofdletter }}, {{ factuur.koper.zetel.adres }}, {{ factuur.koper.zetel.postcode }} {{ factuur.koper.zetel.plaats }}"),
        ("t", "if factuur.koper.btw_id"), ("Btw-id afnemer", "{{ factuur.koper.btw_id }}"), ("t", "endif"),
        ("t", "if factuur.koper.oin"), ("OIN afnemer", "{{ factuur.koper.oin }}"), ("t", "endif"),
        ("Overeenkomst", "{{ overeenkomst.titel }}, kenmerk {{ overeenkomst.kenmerk }}"),
    ]
    d.gegevens(rijen)
    if credit:
        d.p("Natabel", "Deze creditnota vermindert de hiervoor genoemde factuur. Grondslag is artikel 6.6 van de {{ overeenkomst.titel }}: over {{ factuur.jaar }} is minder uitgegeven dan begroot, en uw aandeel in het restant krijgt u terug. De berekening staat in de verantwoording over {{ factuur.jaar }}.")
    else:
        d.p("Natabel", "Grondslag is artikel 6.1 van de {{ overeenkomst.titel }}, op grond waarvan de penvoerder de bijdrage in geld voor {{ factuur.jaar }} in rekening brengt.")
    d.tabel([(120, "l"), (40, "r")], ["Omschrijving", "Te crediteren" if credit else "Bedrag"], [
        ("t", "for regel in factuur.regels"),
        ["{{ regel.omschrijving }}", "{{ regel.bedrag | bedrag }}"],
        ("t", "endfor"),
        ("totaal", ["Bedrag zonder btw", "{{ factuur.netto | bedrag }}"]),
        ["Btw{% if factuur.btw_tarief %} {{ factuur.btw_tarief | procent }} over {{ factuur.netto | bedrag }}{% endif %}", "{{ factuur.btw_bedrag | bedrag }}"],
        ("totaal", ["Totaal terug te ontvangen" if credit else "Totaal te betalen", "{{ factuur.totaal | bedrag }}"]),
    ], bijeen=True)
    d.t("if overeenkomst.btw.positie != 'tarief_21'")
    d.p("Natabel", "{{ factuur.btw_tekst }}")
    d.t("endif")
    if credit:
        d.p("Natabel", "{{ factuur.verkoper.soort.lidwoord | hoofdletter }} {{ factuur.verkoper.volledige_naam }} betaalt dit bedrag uiterlijk {{ factuur.vervaldatum | datum }} terug op de rekening waarvan de factuur is betaald, onder vermelding van {{ factuur.betalingskenmerk }}.{% if factuur.btw_tarief %} Het btw-bedrag op deze creditnota vermindert de btw die u in aftrek of ter compensatie hebt gebracht.{% endif %}")
    else:
        d.p("Kop3", "Betaling")
        d.gegevens([
            ("Uiterlijk", "{{ factuur.vervaldatum | datum }}"),
            ("IBAN", "{{ factuur.verkoper.iban }}"),
            ("Ten name van", "{{ factuur.verkoper.rekeninghouder }}"),
            ("Betalingskenmerk", "{{ factuur.betalingskenmerk }}"),
        ])
    d.schrijf()


def maak():
    stuk("factuur", "Factuur", False)
