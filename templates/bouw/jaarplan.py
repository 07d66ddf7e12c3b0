from bouw import Doc
from gedeeld import bijdragen

K = "{{ jaar.jaar }}"
P = "jaar.jaarplan"


def maak():
    d = Doc(
        "jaarplan", "Jaarplan",
        kop_links="{{ document.titel }}", kop_rechts="{% if jaar.bijlagenummer %}bijlage~{{ jaar.bijlagenummer }}{% endif %}",
        voet_links="Kenmerk {{ document.kenmerk }}, versie {{ document.versie }}{% if document.concept %} (concept){% endif %}",
    )
    d.p("Bijlagetitel", "{% if jaar.bijlagenummer %}Bijlage~{{ jaar.bijlagenummer }} bij de {{ overeenkomst.titel }}{% elif verlenging and verlenging.jaar and verlenging.jaar.jaar == jaar.jaar %}Bijlage bij de verlenging van de {{ overeenkomst.titel }}{% else %}{{ overeenkomst.titel }}{% endif %}")
    d.p("Titel", "Jaarplan " + K)
    d.p("Ondertitel", "{{ overeenkomst.onderwerp }}{% if jaar.jaarplan.ondertitel %} – {{ jaar.jaarplan.ondertitel }}{% endif %}")
    d.gegevens([
        ("Datum", "{{ jaar.jaarplan.datum | datum }}"),
        ("t", "if partijen | length <= 12"),
        ("Partijen", "{{ namen | opsomming }}"),
        ("t", "endif"),
        ("t", "if jaar.penvoerder"),
        ("Penvoerder", "{{ jaar.penvoerder.volledige_naam }}"),
        ("t", "endif"),
    ])
    d.t(f"if {P}.inleiding")
    d.kop("Inleiding")
    d.p("Standaard", "{{ jaar.jaarplan.inleiding }}")
    d.t("endif")
    d.t(f"if {P}.doelen")
    d.kop("Doelen")
    d.t(f"for doel in {P}.doelen")
    d.p("Opsomming", "{{ doel }}")
    d.t("endfor")
    d.t("endif")
    d.t(f"if {P}.activiteiten")
    d.kop("Activiteiten")
    d.t(f"for a in {P}.activiteiten")
    d.p("Activiteit", "{{ a.titel }}")
    d.t("if a.tekst")
    d.p("Standaard", "{{ a.tekst }}")
    d.t("endif")
    d.t("for punt in a.punten")
    d.p("Opsomming", "{{ punt }}")
    d.t("endfor")
    d.t("endfor")
    d.t("endif")
    d.t(f"if {P}.governance")
    d.kop("Governance")
    d.t(f"for g in {P}.governance")
    d.p("Kop2", "{{ g.titel }}")
    d.t("if g.tekst")
    d.p("Standaard", "{{ g.tekst }}")
    d.t("endif")
    d.t("for punt in g.punten")
    d.p("Opsomming", "{{ punt }}")
    d.t("endfor")
    d.t("endfor")
    d.t("endif")
    d.t("if jaar.begroting")
    d.kop("Begroting en bijdragen", "Kopnieuwepagina")
    d.p("Bijschrift", "Begroting " + K)
    d.tabel([(115, "l"), (45, "r")], ["Post", "Bedrag"], [
        ("t", "for regel in jaar.begroting"),
        ["{{ regel.post }}", "{{ regel.bedrag | bedrag }}"],
        ("t", "endfor"),
        ("totaal", ["Totaal", "{{ jaar.begroting_totaal | bedrag }}"]),
    ], bijeen=True)
    d.t("endif")
    d.t("if jaar.inleg")
    d.t("if not jaar.begroting")
    d.kop("Bijdragen")
    d.t("endif")
    d.p("Bijschrift", "Bijdrage per partij " + K, ppr='<w:spacing w:before="280" w:after="80"/>')
    bijdragen(d, "jaar", 0)
    d.p("Toelichting", "Een bijdrage in natura waarvan de waarde niet is bepaald, telt in het totaal niet mee.")
    d.t("endif")
    d.t(f"if {P}.bemensing")
    d.kop("Bemensing")
    d.p("Standaard", "{% if jaar.jaarplan.bemensing.fte_per_partij %}Iedere partij zet {{ jaar.jaarplan.bemensing.fte_per_partij | getal }} fte in. {% endif %}{% if jaar.jaarplan.bemensing.toelichting %}{{ jaar.jaarplan.bemensing.toelichting }}{% endif %}")
    d.t("endif")
    d.t(f"if {P}.planning")
    d.t("if jaar.jaarplan.planning | length + jaar.jaarplan.bestuurlijke_momenten | length <= 22")
    d.kop("Planning op hoofdlijnen", "Kopnieuwepagina")
    d.t("else")
    d.kop("Planning op hoofdlijnen")
    d.t("endif")
    d.tabel([(25, "l"), (45, "l"), (90, "l")], ["Kwartaal", "Periode", "Activiteit"], [
        ("t", f"for r in {P}.planning"),
        ["{% if r.kwartaal and (loop.first or r.kwartaal != loop.previtem.kwartaal) %}Kwartaal {{ r.kwartaal }}{% endif %}", "{% if r.periode %}{{ r.periode }}{% endif %}", "{{ r.activiteit }}"],
        ("t", "endfor"),
    ])
    d.t("endif")
    d.t(f"if {P}.bestuurlijke_momenten")
    d.kop("Bestuurlijke momenten")
    d.tabel([(25, "l"), (45, "l"), (90, "l")], ["Kwartaal", "Periode", "Overleg"], [
        ("t", f"for r in {P}.bestuurlijke_momenten"),
        ["{% if r.kwartaal and (loop.first or r.kwartaal != loop.previtem.kwartaal) %}Kwartaal {{ r.kwartaal }}{% endif %}", "{% if r.periode %}{{ r.periode }}{% endif %}", "{{ r.moment }}"],
        ("t", "endfor"),
    ])
    d.t("endif")
    d.schrijf()
