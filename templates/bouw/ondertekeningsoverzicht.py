from bouw import Doc


def maak():
    d = Doc(
        "ondertekeningsoverzicht", "Ondertekeningsoverzicht", liggend=True,
        kop_links="{{ document.titel }} – {{ overeenkomst.titel }}", kop_rechts="",
        voet_links="Kenmerk {{ document.kenmerk }}, versie {{ document.versie }}{% if document.concept %} (concept){% endif %}",
    )
    d.p("Documentsoort", "{{ overeenkomst.titel }}")
    d.p("Titel", "Ondertekeningsoverzicht")
    d.gegevens([
        ("Opgesteld op", "{{ overzicht.opgesteld_op | datum }}"),
        ("Penvoerder", "{{ penvoerder.volledige_naam }}"),
        ("Kenmerk", "{{ overeenkomst.kenmerk }}"),
        ("t", "if overzicht.logboek_hoofd"),
        ("Kop van het logboek", "{{ overzicht.logboek_hoofd }}"),
        ("t", "endif"),
    ], 45, 202)
    d.p("Natabel", "Dit overzicht vermeldt per stuk en per partij wie ondertekent, in welke hoedanigheid, of en wanneer is ondertekend en waaruit dat blijkt. De vingerafdruk (SHA-256) hoort bij het bestand dat is ontvangen; wie dat bestand heeft, kan daarmee vaststellen dat het hetzelfde is.")
    d.tabel([(52, "l"), (28, "l"), (33, "l"), (42, "l"), (21, "l"), (71, "l")],
        ["Stuk en versie", "Partij", "Ondertekenaar", "Hoedanigheid", "Status", "Ondertekend op en bewijs"], [
        ("t", "for r in overzicht.regels"),
        ["{{ r.document }}, versie {{ r.versie }}", "{{ r.partij | hoofdletter }}", "{{ r.ondertekenaar }}", "{{ r.hoedanigheid }}", "{{ r.status }}",
         ["{% if r.getekend_op %}{{ r.getekend_op | datum }}{% if r.bewijs %}; {% endif %}{% endif %}{% if r.bewijs %}{{ r.bewijs }}{% endif %}",
          d.alinea("Tabelkenmerk", "{%p if r.hash %}"), d.alinea("Tabelkenmerk", "{{ r.hash }}"), d.alinea("Tabelkenmerk", "{%p endif %}")]],
        ("t", "endfor"),
    ])
    d.schrijf()
