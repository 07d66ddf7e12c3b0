from bouw import Doc
from gedeeld import bijdragen, btw_zin, ondertekeningspaginas, partijblokken

V = "{{ verlenging.einddatum | datum }}"
VJ = "{{ overeenkomst.volgend_jaar }}"


def maak():
    d = Doc(
        "verlenging", "Verlenging van de samenwerkingsovereenkomst",
        kop_links="{{ document.titel }}", kop_rechts="",
        voet_links="Kenmerk {{ document.kenmerk }}, versie {{ document.versie }}{% if document.concept %} (concept){% endif %}",
    )
    d.p("Documentsoort", "Verlenging")
    d.p("Titel", "Verlenging van de {{ overeenkomst.titel }}")
    d.p("Ondertitel", "Tot en met " + V)
    d.gegevens([
        ("Kenmerk", "{{ verlenging.kenmerk }}"),
        ("Verlengt", "{{ overeenkomst.titel }}, kenmerk {{ overeenkomst.kenmerk }}, laatst ondertekend op {{ verlenging.overeenkomst_getekend_op | datum }}"),
        ("Nieuwe einddatum", V),
    ])
    d.kop("Ondergetekenden")
    partijblokken(d)
    d.kop("Overwegingen")
    d.p("Aanhef", "Partijen nemen het volgende in aanmerking:")
    o = lambda t: d.p("Overweging", t)
    o("Partijen hebben de {{ overeenkomst.titel }} gesloten, met kenmerk {{ overeenkomst.kenmerk }} (hierna: de Samenwerkingsovereenkomst). De laatste ondertekening was op {{ verlenging.overeenkomst_getekend_op | datum }}.")
    o("De Samenwerkingsovereenkomst eindigt van rechtswege op {{ verlenging.vorige_einddatum | datum }}. Artikel 7.1 van de Samenwerkingsovereenkomst laat verlenging toe als de doelen daarvan meer tijd vergen.")
    o("Partijen hebben op {{ verlenging.overleg | datum }} over verlenging overlegd. Het overleg moest uiterlijk op {{ overeenkomst.overleg_verlenging_uiterlijk | datum }} plaatsvinden.")
    o("Partijen zijn in dat overleg tot het oordeel gekomen dat de doelen van de Samenwerkingsovereenkomst nog niet volledig zijn bereikt en dat verlenging nodig is.")
    o("Een wijziging van de Samenwerkingsovereenkomst, zoals deze verlenging, vereist de schriftelijke instemming van alle Partijen (artikel 9.1 van de Samenwerkingsovereenkomst). Partijen geven die instemming door ondertekening van deze verlenging;")
    d.p("Aanhef", "en komen het volgende overeen:")

    d.artikel("Begrippen", "artikel_begrippen")
    d.lid("De begrippen die de Samenwerkingsovereenkomst met een hoofdletter schrijft, hebben in deze verlenging dezelfde betekenis.")

    d.artikel("Nieuwe einddatum", "artikel_einddatum")
    d.lid("Partijen verlengen de Samenwerkingsovereenkomst. In afwijking van artikel 7.1 van de Samenwerkingsovereenkomst eindigt zij van rechtswege op " + V + " in plaats van op {{ verlenging.vorige_einddatum | datum }}.", "lid_einddatum")
    d.lid("Deze verlenging komt tot stand zodra alle Partijen haar hebben ondertekend; de datum van de laatste ondertekening is bepalend. Alle Partijen ondertekenen uiterlijk op {{ verlenging.vorige_einddatum | datum }}, zodat de Samenwerkingsovereenkomst zonder onderbreking doorloopt.", "lid_totstandkoming")

    d.artikel("Penvoerder", "artikel_penvoerder")
    d.lid("Voor het jaar " + VJ + " is {% if verlenging.jaar and verlenging.jaar.penvoerder %}{{ verlenging.jaar.penvoerder.volledige_naam }}{% else %}{{ penvoerder.volledige_naam }}{% endif %} de Penvoerder. Artikel 5 van de Samenwerkingsovereenkomst is op dat jaar van toepassing.", "lid_penvoerder")
    d.lid("{% if verlenging.volmachten == 'voortgezet' %}Iedere Volmachtgever zet de verleende Volmacht voort tot en met " + V + ", onder dezelfde voorwaarden, en bevestigt dat door ondertekening van deze verlenging. Het bevoegde bestuursorgaan van de Volmachtgever heeft daartoe vooraf besloten."
        "{% elif verlenging.volmachten == 'vernieuwd' %}Een Volmacht die voor het jaar {{ overeenkomst.jaar }} is verleend, geldt niet voor het jaar " + VJ + ". Iedere Volmachtgever verleent de Penvoerder daarom een nieuwe Volmacht die geldt tot en met " + V + "."
        "{% else %}Voor de Volmachten geldt: {{ verlenging.volmachten }}.{% endif %}", "lid_volmachten")

    d.artikel("Bijdragen en Jaarplan", "artikel_bijdragen")
    d.t("if verlenging.jaar")
    d.lid("Voor het jaar {{ verlenging.jaar.jaar }} zijn dit de Bijdragen:", "lid_bijdragen")
    bijdragen(d, "verlenging.jaar")
    d.p("Lidnatabel", "De Penvoerder stuurt iedere andere Partij een factuur voor haar Bijdrage in geld. " + btw_zin())
    d.t("endif")
    d.lid("{% if verlenging.jaar and verlenging.jaar.bijlagenummer %}Het Jaarplan {{ verlenging.jaar.jaar }} is als bijlage~{{ verlenging.jaar.bijlagenummer }} bij deze verlenging gevoegd.{% elif verlenging.jaar and verlenging.jaar.jaarplan %}Het Jaarplan {{ verlenging.jaar.jaar }} is als bijlage bij deze verlenging gevoegd.{% else %}De Processtuurgroep stelt het Jaarplan voor het jaar " + VJ + " vast op basis van deze Bijdragen. Het Jaarplan wordt bij deze verlenging gevoegd.{% endif %} De Begroting in dat Jaarplan is de grens voor de verplichtingen die de Penvoerder in het jaar " + VJ + " namens Partijen aangaat.", "lid_jaarplan")
    d.lid("De artikelen 6.2 tot en met 6.7 van de Samenwerkingsovereenkomst zijn ook op het jaar " + VJ + " van toepassing.")

    d.artikel("Verantwoording", "artikel_verantwoording")
    d.lid("De Penvoerder stuurt iedere andere Partij uiterlijk {{ overeenkomst.verantwoording_op_volgend | datum }} een verantwoording over het jaar " + VJ + ". De uiterste datum voor de verantwoording over het jaar {{ overeenkomst.jaar }} verandert niet en blijft {{ overeenkomst.verantwoording_op | datum }}.", "lid_verantwoording")

    d.artikel("Overige bepalingen", "artikel_overig")
    d.lid("De overige bepalingen van de Samenwerkingsovereenkomst blijven ongewijzigd van kracht.", "lid_overig")
    d.lid("Wijkt deze verlenging af van de Samenwerkingsovereenkomst, dan gaat deze verlenging voor.")

    d.t("if verlenging.jaar and verlenging.jaar.jaarplan")
    d.kop("Bijlage")
    d.p("Standaard", "Bij deze verlenging hoort het Jaarplan {{ verlenging.jaar.jaar }}{% if verlenging.jaar.bijlagenummer %} (bijlage~{{ verlenging.jaar.bijlagenummer }}){% endif %}.")
    d.t("endif")
    ondertekeningspaginas(d, "Deze pagina hoort bij de verlenging van de {{ overeenkomst.titel }}, kenmerk {{ verlenging.kenmerk }}, versie {{ document.versie }}. Door ondertekening stemt {{ partij.volledige_naam }} in met de verlenging tot en met " + V + ".")
    d.schrijf()
