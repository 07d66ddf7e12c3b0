from bouw import Doc


def maak():
    d = Doc(
        "aanbiedingsbrief", "Aanbiedingsbrief",
        kop_links="{{ overeenkomst.titel }}", kop_rechts="",
        voet_links="{{ penvoerder.volledige_naam | hoofdletter }}, penvoerder{% if document.concept %} (concept){% endif %}",
        eerste_anders=True, eerste_kop="Briefkop",
    )
    d.p("Documentsoort", "{{ penvoerder.volledige_naam | hoofdletter }}")
    d.p("Toelichting", "{{ penvoerder.zetel.adres }}, {{ penvoerder.zetel.postcode }} {{ penvoerder.zetel.plaats }}")
    d.p("Adres", "{{ partij.soort.college | hoofdletter }} van {{ partij.korte_naam }}", ppr='<w:spacing w:before="480" w:after="0"/>')
    d.p("Adres", "t.a.v. {{ partij.ondertekenaar.voluit }}")
    d.p("Adres", "{{ partij.zetel.adres }}")
    d.p("Adres", "{{ partij.zetel.postcode }} {{ partij.zetel.plaats }}", ppr='<w:spacing w:before="0" w:after="360"/>')
    d.gegevens([
        ("Datum", "{{ aanbieding.datum | datum }}"),
        ("Kenmerk", "{{ document.kenmerk }}"),
        ("Contactpersoon", "{{ aanbieding.contactpersoon.naam }}{% if aanbieding.contactpersoon.functie %}, {{ aanbieding.contactpersoon.functie }}{% endif %}"),
        ("Bereikbaar", "{{ aanbieding.contactpersoon.email }}{% if aanbieding.contactpersoon.telefoon %}, telefoon {{ aanbieding.contactpersoon.telefoon }}{% endif %}"),
    ])
    d.p("Onderwerp", "Ter ondertekening: {{ overeenkomst.titel }}")
    d.p("Standaard", "Geacht college,")
    d.p("Standaard", "Hierbij ontvangt u de stukken waarmee {% if partijen | length <= 12 %}{{ namen | opsomming }}{% else %}{{ partijen | length }} partijen{% endif %} de samenwerking onder de naam {{ overeenkomst.onderwerp }} vastleggen. Wij vragen u deze stukken namens {{ partij.soort.lidwoord }} {{ partij.volledige_naam }} te laten ondertekenen en **uiterlijk {{ aanbieding.retour_uiterlijk | datum }}** terug te sturen.")
    d.p("Kop3", "Wat u ontvangt en waar u ondertekent")
    d.tabel([(78, "l"), (20, "r"), (62, "l")], ["Stuk", "Pagina’s", "Te doen"], [
        ("t", "for stuk in stukken"),
        ["{{ stuk.titel }}", "{% if stuk.bladzijden %}{{ stuk.bladzijden }}{% else %}volgt{% endif %}",
         "{% if stuk.te_ondertekenen %}ondertekenen: {% if stuk.ondertekenregels == 1 %}één handtekening{% else %}{{ stuk.ondertekenregels | telwoord }} handtekeningen{% endif %}{% else %}ter kennisneming{% endif %}"],
        ("t", "endfor"),
    ], bijeen=True)
    d.t("if partij.hoedanigheden")
    d.p("Natabelaanhef", "De overeenkomst wordt ondertekend op de ondertekeningspagina van {{ partij.soort.lidwoord }} {{ partij.volledige_naam }}, door {{ partij.ondertekenaar.voluit }}, als:")
    d.t("for h in partij.hoedanigheden")
    d.p("Opsomming", "{{ h.ondertekent_als }} (voor {% if h.code == 'college' %}{{ partij.soort.college }} van {{ partij.korte_naam }}{% else %}{{ h.omschrijving }}{% endif %}){% if loop.last %}.{% else %};{% endif %}")
    d.t("endfor")
    d.t("endif")
    d.t("if partij.is_volmachtgever")
    d.p("Standaard", "De volmacht draagt drie handtekeningen: {{ partij.soort.college }} van {{ partij.korte_naam }} tekent door de {{ partij.soort.hoofd }} en de {{ partij.soort.secretaris }}; daarnaast tekent de {{ partij.soort.hoofd }} op grond van de eigen bevoegdheid.")
    d.t("endif")
    d.p("Kop3", "Hoe u de stukken terugstuurt")
    d.p("Aanhef", "Wij controleren of het teruggestuurde bestand precies de tekst bevat die wij u hebben gestuurd. Daarvoor is het volgende nodig:")
    d.p("Stap", "Onderteken digitaal in het pdf-bestand dat u van ons kreeg, of druk het af en onderteken met pen. Een digitale handtekening hoort in het daarvoor bestemde veld. Vul bij iedere handtekening de plaats en de datum in.")
    d.p("Stap", "Laat de tekst zoals die is. Sla het bestand niet op in een andere vorm, voeg het niet samen met andere bestanden en druk het niet opnieuw af naar pdf: daarmee gaat de digitale handtekening verloren.")
    d.p("Stap", "Scan bij ondertekening met pen alle pagina’s van het stuk, in kleur of grijs. De code onder aan iedere pagina moet leesbaar zijn.")
    d.p("Stap", "Stuur het hele bestand naar {{ aanbieding.retour_email }} en vermeld kenmerk {{ document.kenmerk }}.")
    d.p("Standaard", "Kunt u de tekst niet ongewijzigd ondertekenen, neem dan contact met ons op voordat u tekent. Een aantekening of voorbehoud bij de handtekening kunnen wij niet als instemming verwerken.", ppr='<w:spacing w:before="120" w:after="120"/>')
    d.p("Kop3", "Wat daarna gebeurt")
    d.p("Standaard", "De overeenkomst treedt in werking zodra alle partijen hebben ondertekend{% if overeenkomst.heeft_terugwerkende_kracht %} en werkt dan terug tot en met {{ overeenkomst.werkt_terug_tot | datum }}{% endif %}. U ontvangt een volledig ondertekend exemplaar met een overzicht van alle handtekeningen.")
    d.p("Slotregel", "Met vriendelijke groet,", ppr='<w:spacing w:before="240" w:after="0"/>')
    d.p("Slotregel", "namens {{ penvoerder.soort.lidwoord }} {{ penvoerder.volledige_naam }}, penvoerder,")
    d.p("Slotregel", "{{ aanbieding.contactpersoon.naam }}", ppr='<w:spacing w:before="360" w:after="0"/>')
    d.p("Adres", "{% if aanbieding.contactpersoon.functie %}{{ aanbieding.contactpersoon.functie }}{% endif %}")
    d.schrijf()
