from bouw import Doc

G = "{{ partij.soort.%s }}"
NH = "{{ penvoerder.volledige_naam }}"


def maak():
    d = Doc(
        "volmacht", "Volmacht",
        kop_links="{{ document.titel }}", kop_rechts="",
        voet_links="Kenmerk {{ document.kenmerk }}, versie {{ document.versie }}{% if document.concept %} (concept){% endif %}",
    )
    d.p("Documentsoort", "Besluit tot verlening van volmacht en machtiging")
    d.p("Titel", "Volmacht {{ partij.volledige_naam }}")
    d.p("Ondertitel", "Voor de penvoering van {{ overeenkomst.onderwerp }} door {{ penvoerder.soort.lidwoord }} " + NH)
    d.gegevens([
        ("Besluit van", "{{ partij.volmacht.besluit.datum | datum }}"),
        ("Kenmerk", "{{ partij.volmacht.besluit.kenmerk }}"),
        ("Hoort bij", "{{ overeenkomst.titel }}, kenmerk {{ overeenkomst.kenmerk }}{% if bijlage.volmachten %} (bijlage~{{ bijlage.volmachten }}){% endif %}"),
    ])
    d.p("Natabel", "{{ partij.soort.college | hoofdletter }} en de {{ partij.soort.hoofd }} van {{ partij.soort.lidwoord }} {{ partij.volledige_naam }}, ieder voor zover het de eigen bevoegdheid betreft,")
    d.p("Aanhef", "**gelet op:**")
    d.p("Opsomming", "titel 3 van Boek 3 van het Burgerlijk Wetboek, in het bijzonder de artikelen 60, 64 en 69;")
    d.p("Opsomming", "artikel {{ partij.soort.artikel_besluiten }}{% if partij.soort.enkelvoud != 'waterschap' %}, en, voor het voeren van procedures, onder e{% endif %}, van de {{ partij.soort.wet }};")
    d.p("Opsomming", "artikel {{ partij.soort.artikel_vertegenwoordiging }}{% if partij.soort.enkelvoud != 'waterschap' %} en, voor de ondertekening, artikel 59a{% endif %} van de {{ partij.soort.wet }};")
    d.p("Opsomming", "artikel 2.11a van de Aanbestedingswet 2012;")
    d.p("Opsomming", "afdeling 10.1.1 van de Algemene wet bestuursrecht, voor zover die afdeling op volmacht en machtiging van overeenkomstige toepassing is (artikel 10:12);")
    d.p("Aanhef", "**overwegende dat:**")
    d.p("Opsomming", "{{ partij.soort.lidwoord }} {{ partij.volledige_naam }} partij is bij de {{ overeenkomst.titel }} (hierna: de Samenwerkingsovereenkomst), die {{ penvoerder.soort.lidwoord }} {{ penvoerder.volledige_naam }} voor het jaar {{ overeenkomst.jaar }} als Penvoerder aanwijst;")
    d.p("Opsomming", "Partijen alleen gezamenlijk een opdracht kunnen verstrekken als de Penvoerder de andere Partijen daarbij mag vertegenwoordigen;")
    d.p("Opsomming", "artikel 5.2 van de Samenwerkingsovereenkomst iedere andere Partij daarom verplicht de Penvoerder een toereikende volmacht te verlenen;")
    d.t("if overeenkomst.heeft_terugwerkende_kracht")
    d.p("Opsomming", "de Samenwerkingsovereenkomst terugwerkt tot en met {{ overeenkomst.werkt_terug_tot | datum }}, zodat ook eerdere handelingen van de Penvoerder een grondslag behoeven;")
    d.t("endif")
    d.p("Aanhef", "**besluiten:**")

    d.artikel("Verlening", "artikel_verlening")
    d.lid("{{ partij.soort.lidwoord | hoofdletter }} {{ partij.volledige_naam }}, {{ partij.gevestigd }} (hierna: de Volmachtgever), verleent volmacht tot het verrichten van privaatrechtelijke rechtshandelingen en machtiging tot het verrichten van de bijbehorende feitelijke handelingen aan {{ penvoerder.soort.lidwoord }} " + NH + ", {{ penvoerder.gevestigd }}, en voor zover nodig aan {{ penvoerder.soort.college }} en de {{ penvoerder.soort.hoofd }} van {{ penvoerder.korte_naam }} (hierna samen: de Gevolmachtigde).", "lid_verlening")
    d.lid("Begrippen die de Samenwerkingsovereenkomst met een hoofdletter schrijft, hebben in dit besluit dezelfde betekenis.")
    d.lid("De Gevolmachtigde handelt in naam van de Volmachtgever, en voor zover nodig in naam van diens bevoegde bestuursorgaan, en maakt die hoedanigheid aan de wederpartij kenbaar.")
    d.lid("Deze volmacht omvat geen mandaat. De Gevolmachtigde neemt in naam van de bestuursorganen van de Volmachtgever geen besluiten in de zin van de Algemene wet bestuursrecht. Voor zover de handelingen van artikel~[[l:lid_handelingen]] een beslissing vereisen van {{ partij.soort.college }} van {{ partij.korte_naam }}, is dit besluit die beslissing.")

    d.artikel("Handelingen", "artikel_handelingen")
    d.lid("De Gevolmachtigde mag voor de uitvoering van de Samenwerkingsovereenkomst, als Penvoerder en in het kader van de aanbestedingsprocedures die daarvoor nodig zijn, de volgende handelingen verrichten:", "lid_handelingen")
    d.t("for handeling in volmacht.handelingen")
    d.p("Onderdeel", "{{ handeling }}{% if loop.last %}.{% else %};{% endif %}")
    d.t("endfor")
    d.lid("De Gevolmachtigde past bij de uitvoering de eigen regels voor mandaat, volmacht en machtiging toe, en de inkoopprocedures die in de eigen organisatie gelden voor het inhuren van medewerkers en het geven van opdrachten. De Gevolmachtigde kan de volmacht binnen de eigen organisatie aan een ander verlenen (artikel 64 van Boek 3 van het Burgerlijk Wetboek).", "lid_eigen_regels")

    d.artikel("Grens van de Begroting", "artikel_budget")
    d.lid("De Gevolmachtigde gaat in naam van de Volmachtgever alleen verplichtingen aan die passen binnen de Begrotingen in de Jaarplannen die bij de Samenwerkingsovereenkomst zijn gevoegd{% for b in bijlagen if b.soort == 'jaarplan' %}{% if loop.first %} (bijlage{% if loop.length > 1 %}n{% endif %}~{% endif %}{{ b.nummer }}{% if loop.last %}){% elif loop.revindex0 == 1 %} en {% else %}, {% endif %}{% endfor %}. De Begroting voor het jaar {{ overeenkomst.jaar }} bedraagt in totaal {{ dit_jaar.begroting_totaal | bedrag }}.", "lid_budget")
    d.lid("In de onderlinge verhouding tussen Partijen verplicht deze volmacht de Volmachtgever niet tot meer dan de Bijdrage die de Samenwerkingsovereenkomst voor de Volmachtgever vermeldt: {{ partij.inleg.bedrag | bedrag }} in geld{% if partij.inleg.in_natura %}, naast de Bijdrage in natura{% endif %}.")

    d.artikel("Informatie en reactietermijn", "artikel_informatie")
    d.lid("De Volmachtgever verleent deze volmacht op voorwaarde dat de Gevolmachtigde genoeg informatie geeft, en dat die actueel is en ter zake doet. De Gevolmachtigde legt in ieder geval tijdig voor:", "lid_informatie")
    d.onderdeel("de aanbestedingsstukken;")
    d.onderdeel("de voorlopige en de definitieve gunningsbeslissing;")
    d.onderdeel("iedere dagvaarding.")
    d.lid("Voorleggen gebeurt aan de contactpersoon van de Volmachtgever of, bij afwezigheid, aan de plaatsvervanger, en kan per e-mail. Zij zijn:", "lid_contact")
    d.tabel([(32, "l"), (50, "l"), (65, "l")], ["Rol", "Naam en functie", "Bereikbaar"], [
        ["Contactpersoon", "{{ partij.volmacht.contactpersoon.naam }}{% if partij.volmacht.contactpersoon.functie %}, {{ partij.volmacht.contactpersoon.functie }}{% endif %}", "{{ partij.volmacht.contactpersoon.email }}{% if partij.volmacht.contactpersoon.telefoon %}, telefoon {{ partij.volmacht.contactpersoon.telefoon }}{% endif %}"],
        ["Plaatsvervanger", "{{ partij.volmacht.plaatsvervanger.naam }}{% if partij.volmacht.plaatsvervanger.functie %}, {{ partij.volmacht.plaatsvervanger.functie }}{% endif %}", "{{ partij.volmacht.plaatsvervanger.email }}{% if partij.volmacht.plaatsvervanger.telefoon %}, telefoon {{ partij.volmacht.plaatsvervanger.telefoon }}{% endif %}"],
    ], inspring=13, bijeen=True)
    d.p("Lidnatabel", "De Volmachtgever meldt een wijziging van deze gegevens aan de Gevolmachtigde; daarvoor is geen nieuw besluit nodig.")
    d.lid("De Volmachtgever heeft {% if volmacht.reactietermijn.minimaal == volmacht.reactietermijn.maximaal %}{{ volmacht.reactietermijn.maximaal | telwoord }}{% else %}ten minste {{ volmacht.reactietermijn.minimaal | telwoord }} en ten hoogste {{ volmacht.reactietermijn.maximaal | telwoord }}{% endif %} werkdagen om te reageren. De dag van verzending telt niet mee.", "lid_termijn")
    d.lid("Blijft een reactie binnen de termijn van artikel~[[l:lid_termijn]] uit, dan mag de Gevolmachtigde aannemen dat de Volmachtgever met de stukken instemt, of dat de Volmachtgever op dit punt niet wil handelen en geen instructie wil geven.", "lid_stilzwijgen")

    d.artikel("Duur en bekrachtiging", "artikel_duur")
    d.lid("Deze volmacht geldt vanaf de dag waarop zij door alle hierna genoemde ondertekenaars is ondertekend.{% if overeenkomst.heeft_terugwerkende_kracht %} Door de bekrachtiging van artikel~[[l:lid_bekrachtiging]] omvat zij ook de periode vanaf {{ overeenkomst.werkt_terug_tot | datum }}.{% endif %} Zij eindigt op {{ volmacht.einddatum | datum }}, of zoveel eerder als de Samenwerkingsovereenkomst voor de Volmachtgever eindigt. Bij verlenging van de Samenwerkingsovereenkomst blijft zij alleen van kracht als de Volmachtgever dat schriftelijk bevestigt.", "lid_duur")
    d.t("if overeenkomst.heeft_terugwerkende_kracht")
    d.lid("De Volmachtgever bekrachtigt de rechtshandelingen die de Gevolmachtigde van {{ overeenkomst.werkt_terug_tot | datum }} tot aan de verlening van deze volmacht in naam van de Volmachtgever heeft verricht, voor zover zij onder artikel~[[l:lid_handelingen]] vallen (artikel 69 van Boek 3 van het Burgerlijk Wetboek), en aanvaardt de feitelijke handelingen die daarbij hoorden. De grens van artikel~[[a:artikel_budget]] geldt ook hiervoor.", "lid_bekrachtiging")
    d.t("endif")
    d.lid("Wijziging of intrekking van deze volmacht gebeurt schriftelijk. Wat de Gevolmachtigde tot dat moment op grond van deze volmacht heeft gedaan, blijft de Volmachtgever binden.")

    d.p("Ondertekeningstitel", "Ondertekening")
    d.p("Ondertekeningstekst", "Deze pagina hoort bij de volmacht van {{ partij.soort.lidwoord }} {{ partij.volledige_naam }}, besluit van {{ partij.volmacht.besluit.datum | datum }}, kenmerk {{ partij.volmacht.besluit.kenmerk }}.")
    gs = "{{ partij.soort.college | hoofdletter }} van {{ partij.korte_naam }}"
    hoofd = "{% if partij.hoofd.aanhef %}{{ partij.hoofd.aanhef }} {% endif %}{{ partij.hoofd.naam }}"
    secr = "{% if partij.secretaris.aanhef %}{{ partij.secretaris.aanhef }} {% endif %}{{ partij.secretaris.naam }}"
    for kop, naam, functie, bm in (
        (gs + ", namens dit college", hoofd, "{{ partij.soort.hoofd }}", "handtekening_1"),
        (gs + ", medeondertekening", secr, "{{ partij.soort.secretaris }}", "handtekening_2"),
        ("De {{ partij.soort.hoofd }} van {{ partij.korte_naam }}, op grond van artikel {{ partij.soort.artikel_vertegenwoordiging }} van de {{ partij.soort.wet }}", hoofd, "{{ partij.soort.hoofd }}", "handtekening_3"),
    ):
        d.p("Ondertekeningskop", kop)
        d.ondertekening([("Naam", naam), ("Functie", functie), ("Plaats en datum", "")], bm, rechts=112, hoogte=18)
        d.slot()
    d.schrijf()
