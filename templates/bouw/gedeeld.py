"""Pieces that more than one template has."""

GELD = "{% if i.in_natura_totaal %}{{ i.in_natura_totaal | bedrag }}{% elif i.in_natura %}niet bepaald{% endif %}"
NATURA = "{% for n in i.in_natura %}{{ n.omschrijving | hoofdletter }}{% if not loop.last %}; {% endif %}{% endfor %}"


def partijblokken(d):
    d.t("for partij in partijen")
    d.p(
        "Partijblok",
        "**de publiekrechtelijke rechtspersoon {{ partij.volledige_naam }}**, {{ partij.gevestigd }}"
        "{% if partij.vertegenwoordiging.mede_namens_college %}, en, binnen de grenzen van zijn bevoegdheden, {{ partij.soort.college }} van {{ partij.korte_naam }},{% else %},{% endif %}"
        " vertegenwoordigd door {{ partij.vertegenwoordigd_door }}{% if partij.ter_uitvoering_van %}, ter uitvoering van {{ partij.ter_uitvoering_van }}{% endif %}; "
        "hierna: “{{ partij.volledige_naam }}”;",
    )
    d.t("endfor")
    d.p("Standaard", "ieder afzonderlijk ook aan te duiden als **Partij** en gezamenlijk als **Partijen**,")


def bijdragen(d, jaar, inspring=13):
    """The table of contributions of one year; ``jaar`` is the expression of the year entry."""
    w = [(50, "l"), (29, "r"), (40, "l"), (28, "r")] if inspring else [(54, "l"), (30, "r"), (47, "l"), (29, "r")]
    d.tabel(w, ["Partij", "In geld", "In natura", "Waarde"], [
        ("t", f"for i in {jaar}.inleg"),
        ["{{ i.partij.volledige_naam | hoofdletter }}", "{{ i.bedrag | bedrag }}", NATURA, GELD],
        ("t", "endfor"),
        ("totaal", ["Totaal", "{{ %s.inleg_totaal | bedrag }}" % jaar, "", "{%% if %s.in_natura_totaal %%}{{ %s.in_natura_totaal | bedrag }}{%% endif %%}" % (jaar, jaar)]),
    ], inspring=inspring, bijeen=True)


def btw_zin():
    return (
        "{% if overeenkomst.btw.positie == 'tarief_21' %}De Bijdrage in geld wordt op de factuur verhoogd met 21% omzetbelasting (btw)."
        "{% elif overeenkomst.btw.positie == 'buiten_reikwijdte' %}De factuur vermeldt geen omzetbelasting (btw), omdat de Bijdrage geen vergoeding voor een belaste prestatie is{% if overeenkomst.btw.reden %}: {{ overeenkomst.btw.reden }}{% endif %}."
        "{% elif overeenkomst.btw.positie == 'vrijgesteld' %}De factuur vermeldt geen omzetbelasting (btw), omdat een vrijstelling van toepassing is{% if overeenkomst.btw.reden %}: {{ overeenkomst.btw.reden }}{% endif %}."
        "{% else %}Voor de omzetbelasting (btw) geldt: {{ overeenkomst.btw.positie }}.{% endif %}"
    )


def ondertekeningspaginas(d, tekst):
    d.t("for partij in partijen")
    d.p("Ondertekeningstitel", "Ondertekeningspagina {{ partij.volledige_naam }}")
    d.p("Ondertekeningstekst", tekst)
    d.t("for h in partij.hoedanigheden")
    d.p("Ondertekeningskop", "{% if h.code == 'college' %}{{ partij.soort.college | hoofdletter }} van {{ partij.korte_naam }}, binnen de grenzen van zijn bevoegdheden{% else %}{{ h.omschrijving | hoofdletter }}{% endif %}")
    d.ondertekening([
        ("Naam", "{{ partij.ondertekenaar.voluit }}"),
        ("Functie", "{{ partij.ondertekenaar.functie }}"),
        ("t", "if h.ondertekent_als != partij.ondertekenaar.functie"),
        ("Hoedanigheid", "{{ h.ondertekent_als }}"),
        ("t", "endif"),
        ("Plaats", ""),
        ("Datum", ""),
    ], "handtekening")
    d.slot()
    d.t("endfor")
    d.t("endfor")
