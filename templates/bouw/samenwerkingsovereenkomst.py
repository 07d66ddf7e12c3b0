from bouw import Doc
from gedeeld import bijdragen, btw_zin, ondertekeningspaginas, partijblokken

NAAM = "{{ penvoerder.volledige_naam }}"
JAAR = "{{ overeenkomst.jaar }}"
JAARPLANNEN = (
    "{% for b in bijlagen if b.soort == 'jaarplan' %}{{ b.titel }} (bijlage~{{ b.nummer }})"
    "{% if loop.revindex0 == 1 %} en {% elif not loop.last %}, {% endif %}{% endfor %}"
)
VOLMACHTBIJLAGE = "{% if bijlage.volmachten %} (bijlage~{{ bijlage.volmachten }}){% endif %}"


def maak():
    d = Doc(
        "samenwerkingsovereenkomst", "Samenwerkingsovereenkomst",
        kop_links="{{ overeenkomst.titel }}", kop_rechts="",
        voet_links="Kenmerk {{ document.kenmerk }}, versie {{ document.versie }}{% if document.concept %} (concept){% endif %}",
        eerste_anders=True,
    )
    # --- titelblad
    d.p("Documentsoort", "Overeenkomst tussen {{ soort.meervoud }}")
    d.p("Titel", "{{ overeenkomst.titel }}")
    d.p("Ondertitel", "Afspraken over samenwerking, penvoering en bekostiging binnen {{ overeenkomst.onderwerp }}")
    d.gegevens([
        ("t", "if partijen | length <= 12"),
        ("Partijen", "{{ namen | opsomming }}"),
        ("t", "endif"),
        ("Penvoerder", "{{ penvoerder.volledige_naam }}"),
        ("t", "if overeenkomst.heeft_terugwerkende_kracht"),
        ("Werkt terug tot en met", "{{ overeenkomst.werkt_terug_tot | datum }}"),
        ("t", "endif"),
        ("Eindigt op", "{{ overeenkomst.einddatum | datum }}"),
        ("Kenmerk", "{{ overeenkomst.kenmerk }}"),
        ("Versie", "{{ document.versie }}{% if document.concept %} (concept){% endif %}"),
    ])
    d.p("Inhoudskop", "Inhoud")
    d.toc()
    # --- partijen
    d.kop("Ondergetekenden", "Kopnieuwepagina")
    partijblokken(d)
    # --- overwegingen
    d.kop("Overwegingen")
    d.p("Aanhef", "Partijen nemen het volgende in aanmerking:")
    o = lambda t: d.p("Overweging", t, ppr="<w:keepNext/>" if t.endswith(":") else "")
    oo = lambda t: d.p("Overwegingonderdeel", t)
    o("Partijen bezitten rechtspersoonlijkheid als publiekrechtelijk lichaam (artikel 1 van Boek 2 van het Burgerlijk Wetboek). Ieder van hen is een aanbestedende dienst in de zin van artikel 1.1 van de Aanbestedingswet 2012.")
    o("In oktober 2022 hebben de Minister en iedere provincie vastgelegd wat die provincie in de jaren 2022 tot en met 2030 voor de woningbouw doet. De provincies scharen zich daarmee achter de bouwambities van de Minister, die op deze manier meer regie over de uitvoering wil nemen. Iedere provincie vertaalt haar deel van de woningbouwopgave in een omgevingsvisie (artikelen 3.1, tweede lid, en 3.2 van de Omgevingswet).")
    o("Uit deze afspraken zijn in 2022 en 2023 vijfendertig Woondeals voortgekomen{% if soort.enkelvoud == 'provincie' %}, waaronder Woondeals met Partijen{% endif %}. Iedere Woondeal bevat een taakstelling voor het aantal nieuwe woningen in de regio. Woningen bouwen en laten bouwen is daardoor een doel dat Partijen delen. Zij werken aan dat doel samen om redenen van openbaar belang.")
    o("De Woondeals gaan ook over de manier waarop wordt gebouwd, onder meer met het oog op het milieu. Toekomstbestendig Bouwen is daarom eveneens een doel dat Partijen delen.")
    o("Wie de woningbouwopgave zo wil uitvoeren, stuit al langere tijd op een gebrek aan uniformiteit in de bouwsector. Er zijn geen eenduidige milieueisen. Zulke eisen werden per project opnieuw bepaald en verschillen sterk naar gelang de opdrachtgever of de ontwikkeling.")
    d.t("if overeenkomst.convenant")
    o("In {{ overeenkomst.convenant.gesloten }} is het Convenant tot stand gekomen, ook door ondertekening namens Partijen. Het Convenant zoekt aansluiting bij andere samenwerkingsverbanden en beoogt:")
    oo("houvast te geven bij het bouwen van duurzame woningen;")
    oo("het vermogen van de markt om te vernieuwen beter te benutten;")
    oo("waar mogelijk kosten te besparen door oplossingen op grotere schaal toe te passen;")
    oo("de markt duidelijkheid en gelijke kansen te bieden;")
    oo("het bouwproces, en daarmee de woningbouw, te versnellen.")
    d.t("endif")
    o("Partijen hebben in {{ overeenkomst.initiatief_sinds }} samen het initiatief genomen tot de Samenwerking{% if overeenkomst.convenant %}, waarin zij tijdelijk de aanjager van het Convenant zijn. Als aanjager beschikken zij over de slagkracht die een gesprekspartner van de Minister nodig heeft. Zonder die slagkracht lopen de invoering van het Convenant en de uitvoering van de Woondeals vertraging op{% else %}, zodat zij beschikken over de slagkracht die een gesprekspartner van de Minister nodig heeft{% endif %}.")
    o("Sinds {{ overeenkomst.initiatief_sinds }} zet iedere Partij menskracht uit de eigen organisatie in voor de Samenwerking en draagt zij bij in de kosten van de activiteiten uit de Jaarplannen. Partijen helpen daarmee het Rijk om de Woondeals uit te voeren door Toekomstbestendig Bouwen.")
    o("Partijen onderzoeken daarnaast samen hoe {% if overeenkomst.convenant %}het Convenant, gedragen door een zo breed mogelijke coalitie,{% else %}Toekomstbestendig Bouwen{% endif %} op de lange termijn het beste kan worden uitgevoerd. Een onafhankelijke projectorganisatie behoort tot de mogelijkheden; over de uitwerking daarvan beslissen Partijen later.")
    o("Sinds {{ overeenkomst.samenwerking_sinds }} waren Partijen bij toerbeurt opdrachtgever. Omdat een goed ingerichte samenwerking steeds belangrijker wordt, hebben Partijen op {{ overeenkomst.bestuurlijk_overleg | datum }} in bestuurlijk overleg besloten hun afspraken in een overeenkomst vast te leggen. Met deze Samenwerkingsovereenkomst voeren zij dat besluit uit. {% if overeenkomst.heeft_terugwerkende_kracht %}Met ingang van {{ overeenkomst.werkt_terug_tot | datum }}{% else %}Voor het jaar " + JAAR + "{% endif %} is " + NAAM + " de Penvoerder.")
    o("Voor de uitvoering van de Samenwerking zijn er een Processtuurgroep en een Ambtelijke Werkgroep.")
    o("Deze Samenwerkingsovereenkomst bevat alles wat Partijen hebben afgesproken om de Samenwerking een formele grondslag te geven;")
    d.p("Aanhef", "en komen het volgende overeen:")
    # --- 1
    d.artikel("Definities", "artikel_definities")
    d.p("Artikeltekst", "In deze Samenwerkingsovereenkomst, met inbegrip van de overwegingen, hebben de volgende begrippen deze betekenis:")
    b = lambda t: f"**{t}**"
    d.tabel([(58, "l"), (102, "l")], ["Begrip", "Betekenis"], [
        [b("Ambtelijke Werkgroep"), "de werkgroep van medewerkers van Partijen, bedoeld in artikel~[[l:lid_werkgroep]], die besluiten van de Processtuurgroep voorbereidt"],
        [b("Begroting"), "de raming van uitgaven en Bijdragen voor een kalenderjaar, opgenomen in het Jaarplan en vastgesteld op grond van artikel~[[l:lid_bijdragen]]"],
        [b("Bijdrage"), "wat een Partij voor een kalenderjaar in geld of in natura aan de Samenwerking ter beschikking stelt"],
        ("t", "if overeenkomst.convenant"),
        [b("Convenant"), "het {{ overeenkomst.convenant.naam }}, gesloten in {{ overeenkomst.convenant.gesloten }}"],
        ("t", "endif"),
        [b("Jaarplan"), "het plan dat per kalenderjaar vaststelt welke middelen iedere Partij beschikbaar heeft gesteld en dat op hoofdlijnen beschrijft waaraan die middelen worden besteed"],
        [b("Minister"), "de minister voor Volkshuisvesting en Ruimtelijke Ordening bij het ministerie van Binnenlandse Zaken en Koninkrijksrelaties, of de bewindspersoon die in diens plaats treedt"],
        [b("Partij, Partijen"), "ieder van de rechtspersonen die in de aanhef als ondergetekende staan, onderscheidenlijk deze rechtspersonen gezamenlijk{% if partijen | length <= 12 %}: {{ namen | opsomming }}{% endif %}"],
        [b("Penvoerder"), "de Partij, genoemd in artikel~[[l:lid_penvoerder]], die de Samenwerking coördineert, daarvan de administratie voert, zorgt voor verslaglegging en de andere Partijen op grond van de Volmachten vertegenwoordigt bij rechtshandelingen, zoals het geven van opdrachten aan derden"],
        [b("Processtuurgroep"), "het bestuurlijk overleg, bedoeld in artikel~[[l:lid_stuurgroep]], waarin van iedere Partij één {{ soort.bestuurder }} zitting heeft en dat het verloop van de Samenwerking stuurt"],
        [b("Samenwerking"), "de samenwerking van Partijen onder de naam {{ overeenkomst.onderwerp }}"],
        [b("Samenwerkingsovereenkomst"), "deze overeenkomst met haar bijlagen"],
        [b("Toekomstbestendig Bouwen"), "sneller, duurzamer en betaalbaar woningen bouwen, bijvoorbeeld met circulaire technieken en met minder uitstoot van stikstof tijdens de bouw"],
        [b("Volmacht"), "het besluit waarbij een Volmachtgever volmacht en machtiging verleent aan de Penvoerder" + VOLMACHTBIJLAGE],
        [b("Volmachtgever"), "iedere Partij die niet de Penvoerder is"],
        [b("Woondeal"), "een van de vijfendertig afspraken over woningbouw die de Minister met regionale overheden heeft gemaakt om de woningbouwopgave in de regio uit te voeren"],
    ])
    # --- 2
    d.artikel("Doel en werkzaamheden", "artikel_doel")
    d.lid("Partijen leggen in deze Samenwerkingsovereenkomst vast hoe zij de Samenwerking uitvoeren. {% if overeenkomst.convenant %}Het doel van de Samenwerking is dat Partijen gezamenlijk, en voor beperkte tijd, het Convenant aanjagen.{% else %}Het doel van de Samenwerking is dat Partijen gezamenlijk, en voor beperkte tijd, Toekomstbestendig Bouwen aanjagen.{% endif %} Iedere Partij heeft daarbij eigen taken en verantwoordelijkheden, die in artikel~[[a:artikel_organisatie]] zijn beschreven.", "lid_doel")
    d.lid("Als aanjager:")
    d.onderdeel("organiseren Partijen workshops waarin zij {% if overeenkomst.convenant %}de andere ondertekenaars van het Convenant helpen om het Convenant in te voeren{% else %}anderen helpen bij Toekomstbestendig Bouwen{% endif %};")
    d.onderdeel("gaan Partijen na of een gezamenlijk invoeringstraject nodig is;")
    d.onderdeel("gaan Partijen na of het wenselijk is {% if overeenkomst.convenant %}het Convenant{% else %}hun werkzaamheden{% endif %} later bij een zelfstandige projectorganisatie onder te brengen. Deze Samenwerkingsovereenkomst verplicht daartoe niet.")
    d.lid("De Processtuurgroep en de Ambtelijke Werkgroep sturen deze werkzaamheden.")
    # --- 3
    d.artikel("Kernwaarden", "artikel_kernwaarden")
    d.lid("Partijen laten zich leiden door drie kernwaarden:", "lid_kernwaarden")
    d.onderdeel("**openheid**: Partijen kennen en erkennen de belangen, perspectieven, risico’s en kansen van de ander en blijven belangstelling voor elkaar houden;")
    d.onderdeel("**eerlijkheid**: Partijen zijn positief, betrouwbaar, voorspelbaar en transparant;")
    d.onderdeel("**ontwikkeling**: Partijen behandelen gevoelige informatie van elkaar vertrouwelijk, benutten elkaars competenties en capaciteit zo goed mogelijk en spreken elkaar zo nodig aan op ieders verantwoordelijkheden. Zij delen de risico’s en de onzekerheid die bij de Samenwerking horen, werken voortdurend aan betere kwaliteit en maken ruimte om te leren. Zij aanvaarden dat de Samenwerking, ook bij volle inzet, tegenslag kan kennen en kan mislukken.")
    d.lid("Bij alles wat Partijen ter uitvoering van deze Samenwerkingsovereenkomst doen, handelen zij naar de kernwaarden van artikel~[[l:lid_kernwaarden]] en richten zij zich op het doel van artikel~[[l:lid_doel]]. Zij zoeken samen naar oplossingen, delen informatie en maken gebruik van kennis en vaardigheden van elkaar.")
    d.lid("Taken die bij aanvang het meest geschikt leken, kunnen dat later niet meer zijn. Partijen stellen hun plannen daarom zo nodig bij aan de hand van periodieke evaluaties. Een evaluatie vindt plaats wanneer een Partij die nodig vindt.")
    # --- 4
    d.artikel("Organisatie en taakverdeling", "artikel_organisatie")
    d.lid("Er is een Processtuurgroep, waarin van iedere Partij één {{ soort.bestuurder }} zitting heeft. De Processtuurgroep vergadert ten minste {% if overeenkomst.overleggen_per_jaar == 1 %}één{% else %}{{ overeenkomst.overleggen_per_jaar | telwoord }}{% endif %} keer per jaar en:", "lid_stuurgroep")
    d.onderdeel("stelt in de eerste vergadering van het jaar het Jaarplan en de Begroting vast, waarbij de {{ soort.bestuurder_meervoud }} ook vaststellen welke Bijdrage hun organisatie levert aan de werkzaamheden op grond van deze Samenwerkingsovereenkomst;")
    d.onderdeel("sluit in een {% if overeenkomst.overleggen_per_jaar == 1 %}volgende{% else %}tweede{% endif %} vergadering het jaar af, waarbij de Penvoerder verantwoording aflegt over de uitvoering van het Jaarplan en over de financiën;", "onderdeel_jaarafsluiting")
    d.onderdeel("stuurt op de werkzaamheden waarmee het Jaarplan wordt uitgevoerd.")
    d.t("for eerste in bijlagen if eerste.soort == 'jaarplan'")
    d.t("if loop.first")
    d.p("Lidvervolg", "Bij deze Samenwerkingsovereenkomst {% if loop.length > 1 %}zijn{% else %}is{% endif %} gevoegd: " + JAARPLANNEN + ".")
    d.t("endif")
    d.t("endfor")
    d.lid("Er is een Ambtelijke Werkgroep, bestaande uit medewerkers van iedere Partij. De Ambtelijke Werkgroep vergadert wekelijks en bereidt de besluiten van de Processtuurgroep voor.", "lid_werkgroep")
    # --- 5
    d.artikel("Penvoering", "artikel_penvoering")
    d.lid("Voor het jaar " + JAAR + " is " + NAAM + " de Penvoerder. De Penvoerder verricht alle taken van een penvoerder op het gebied van inkoop, administratieve organisatie, financiën, aansturing van medewerkers, informatie- en communicatietechnologie, gegevensbeheer en archivering die voor de uitvoering van het Jaarplan nodig zijn. Deze taken omvatten:", "lid_penvoerder")
    d.t("for handeling in volmacht.handelingen")
    d.p("Onderdeel", "{{ handeling }}{% if loop.last %}.{% else %};{% endif %}")
    d.t("endfor")
    d.lid("Iedere Volmachtgever verleent de Penvoerder een toereikende Volmacht. De Penvoerder mag binnen de grenzen van de Volmachten namens Partijen handelen en is ambtelijk opdrachtnemer. De ondertekende Volmachten worden bij deze Samenwerkingsovereenkomst gevoegd" + VOLMACHTBIJLAGE + ".", "lid_volmachten")
    d.lid("De Penvoerder zorgt ervoor dat de Bijdragen rechtmatig worden besteed en legt daarover verantwoording af aan de Processtuurgroep.")
    d.lid("De Penvoerder beheert de aanbestedingsprocedures die op de opdrachten van toepassing zijn en treedt daarin op namens de andere Partijen, overeenkomstig artikel 2.11a, derde lid, van de Aanbestedingswet 2012.")
    d.lid("De Penvoerder stemt in met de verlening van de Volmachten.{% if overeenkomst.heeft_terugwerkende_kracht %} Heeft de Penvoerder op of na {{ overeenkomst.werkt_terug_tot | datum }} in naam van een Volmachtgever gehandeld voordat diens Volmacht was verleend, dan regelt de Volmacht de bekrachtiging daarvan.{% endif %}")
    # --- 6
    d.artikel("Financiën", "artikel_financien")
    d.lid("Partijen bekostigen de uitvoering van deze Samenwerkingsovereenkomst met hun Bijdragen. De Bijdragen en de geraamde uitgaven staan per jaar in de Begroting, die deel is van het Jaarplan{% for b in bijlagen if b.soort == 'jaarplan' %}{% if loop.first %} (bijlage{% if loop.length > 1 %}n{% endif %}~{% endif %}{{ b.nummer }}{% if loop.last %}){% elif loop.revindex0 == 1 %} en {% else %}, {% endif %}{% endfor %}. De Processtuurgroep stelt de Begroting vast op basis van de Bijdragen waartoe Partijen hebben besloten. Ook een wijziging in de loop van het jaar stelt zij vast; de gewijzigde Begroting blijft binnen die Bijdragen. Voor het jaar " + JAAR + " zijn dit de Bijdragen:", "lid_bijdragen")
    d.p("Lidbijschrift", "Bijdragen voor het jaar " + JAAR)
    bijdragen(d, "dit_jaar")
    d.p("Lidnatabel", "De Penvoerder stuurt iedere andere Partij een factuur voor haar Bijdrage in geld voor het jaar " + JAAR + ". "
        + btw_zin() + " "
        "Verlengen Partijen deze Samenwerkingsovereenkomst met een jaar, dan factureert de Penvoerder op dezelfde wijze de Bijdragen voor het jaar {{ overeenkomst.volgend_jaar }}.")
    d.lid("Naast hun Bijdrage zetten Partijen medewerkers in om het Jaarplan uit te voeren. Omvang en intensiteit van die inzet mogen in de loop van het jaar wisselen, naar gelang de werkzaamheden dat vragen; Partijen bepalen de inzet in onderling overleg.")
    d.lid("Een Partij die volgens de tabel bij artikel~[[l:lid_bijdragen]] een Bijdrage in natura levert, stelt die in dat jaar aan Partijen ter beschikking. Ook het Jaarplan vermeldt deze Bijdrage. Is zij een locatie, dan kunnen Partijen daar werken en bijeenkomsten houden die met deze Samenwerkingsovereenkomst verband houden. Wat een Bijdrage in natura kost, is al verrekend in de hoogte van de Bijdrage in geld van dezelfde Partij.", "lid_in_natura")
    d.lid("Artikel~[[l:lid_in_natura]] geldt ook voor de jaarlijkse kosten van administratie en penvoerderschap. Zijn die kosten als Bijdrage in natura van de Penvoerder opgenomen, dan brengt de Penvoerder ze niet afzonderlijk in rekening.{% for i in dit_jaar.inleg if i.partij.is_penvoerder and i.in_natura %} De Bijdrage in natura van de Penvoerder voor het jaar " + JAAR + " bestaat uit: {% for n in i.in_natura %}{{ n.omschrijving }}{% if n.waarde %} ({{ n.waarde | bedrag }}){% endif %}{% if not loop.last %}; {% endif %}{% endfor %}.{% endfor %}")
    d.lid("De Penvoerder stuurt iedere andere Partij uiterlijk {{ overeenkomst.verantwoording_op | datum }} een verantwoording over het jaar " + JAAR + " en, na verlenging van deze Samenwerkingsovereenkomst met een jaar, uiterlijk {{ overeenkomst.verantwoording_op_volgend | datum }} een verantwoording over het jaar {{ overeenkomst.volgend_jaar }}. Is de uiterste dag een zaterdag, zondag of algemeen erkende feestdag, dan is verzending op de eerstvolgende werkdag tijdig. De verantwoording gaat over de uitgaven die de Penvoerder heeft gedaan om de Begrotingen uit te voeren die bij deze Samenwerkingsovereenkomst zijn gevoegd of die de Processtuurgroep na een verlenging heeft vastgesteld. De Penvoerder factureert niet meer dan nodig is om de kosten te dekken. Iedere Partij is zelf verantwoordelijk voor compensatie of terugvraag van de omzetbelasting die haar in rekening is gebracht.", "lid_verantwoording")
    d.lid("Is in een jaar minder uitgegeven dan de Begroting toestaat, dan krijgen de andere Partijen het restant naar rato terug van de Penvoerder. De verdeling gebeurt "
        "{% if overeenkomst.verdeelsleutel == 'A' %}naar verhouding van de Bijdragen in geld van alle Partijen; het deel dat bij de Bijdrage van de Penvoerder hoort, blijft bij de Penvoerder"
        "{% elif overeenkomst.verdeelsleutel == 'B' %}naar verhouding van de gefactureerde Bijdragen; de Bijdrage van de Penvoerder telt dus niet mee"
        "{% elif overeenkomst.verdeelsleutel == 'C' %}naar verhouding van de Bijdragen in geld en in natura van alle Partijen samen; het deel dat bij de Bijdrage van de Penvoerder hoort, blijft bij de Penvoerder"
        "{% else %}naar de volgende sleutel: {{ overeenkomst.verdeelsleutel }}{% endif %}. "
        "Bedragen worden naar beneden afgerond op hele centen. De centen die dan overblijven, gaan één voor één naar de Partijen bij wie door de afronding het grootste deel van een cent is weggevallen, en bij gelijke delen naar de Partij die in de aanhef het eerst is genoemd.", "lid_restant")
    d.lid("Verwacht de Penvoerder dat de uitgaven de Begroting te boven gaan, dan meldt de Penvoerder dat onverwijld aan de Processtuurgroep en treden Partijen in overleg. Deze Samenwerkingsovereenkomst verplicht een Partij niet om meer bij te dragen dan haar Bijdrage; over een tekort maken Partijen afspraken met toepassing van artikel~[[l:lid_wijziging]].", "lid_tekort")
    # --- 7
    d.artikel("Looptijd en opzegging", "artikel_looptijd")
    d.lid("Deze Samenwerkingsovereenkomst treedt in werking zodra alle Partijen haar hebben ondertekend; de datum van de laatste ondertekening is bepalend.{% if overeenkomst.heeft_terugwerkende_kracht %} Zij werkt terug tot en met {{ overeenkomst.werkt_terug_tot | datum }}.{% endif %} Op {{ overeenkomst.einddatum | datum }} eindigt zij van rechtswege. Vergen de doelen van deze Samenwerkingsovereenkomst meer tijd, dan kunnen Partijen haar verlengen. Zij overleggen daarover uiterlijk op {{ overeenkomst.overleg_verlenging_uiterlijk | datum }}{% if overeenkomst.overlegtermijn_maanden %}, {% if overeenkomst.overlegtermijn_maanden == 1 %}één maand{% else %}{{ overeenkomst.overlegtermijn_maanden | telwoord }} maanden{% endif %} voor het einde{% endif %}.", "lid_looptijd")
    d.lid("Wil een Partij de Samenwerking niet op deze voet voortzetten, dan overleggen Partijen over de wijze waarop zij tussentijds wordt beëindigd. {% if overeenkomst.opzegtermijn_maanden == 0 %}Een opzegtermijn is niet bepaald. Voor het einde overleggen Partijen hoe zij de taken opnieuw verdelen. Zegt de Penvoerder op, dan kan een termijn nodig zijn.{% else %}Voor beëindiging geldt een opzegtermijn van ten minste {% if overeenkomst.opzegtermijn_maanden == 1 %}één maand{% else %}{{ overeenkomst.opzegtermijn_maanden | telwoord }} maanden{% endif %}. Gedurende die termijn overleggen Partijen hoe zij de taken opnieuw verdelen. Zegt de Penvoerder op, dan kan een langere termijn nodig zijn.{% endif %} Tussentijdse beëindiging verandert niets aan de Bijdrage die een Partij voor het jaar heeft toegezegd, bedoeld in artikel~[[l:lid_bijdragen]].", "lid_opzegging")
    # --- 8
    d.artikel("Intellectuele eigendom en data", "artikel_ie")
    d.t("if overeenkomst.website")
    d.lid("De website van de Samenwerking is {{ overeenkomst.website }}. Een externe dienstverlener beheert deze website. De data over {% if overeenkomst.convenant %}het Convenant{% else %}de Samenwerking{% endif %} die daarop staan, zijn voor iedereen vrij toegankelijk.")
    d.t("endif")
    d.t("if overeenkomst.merk")
    d.lid("Partijen zijn van plan “{{ overeenkomst.merk }}” als merk te laten inschrijven. De Penvoerder vraagt de inschrijving aan.")
    d.t("endif")
    d.t("if not overeenkomst.website and not overeenkomst.merk")
    d.lid("Ontstaan bij de uitvoering van deze Samenwerkingsovereenkomst rechten van intellectuele eigendom of voor publicatie bestemde data, dan overleggen Partijen daarover in de Processtuurgroep.", tel=False)
    d.t("endif")
    # --- 9
    d.artikel("Slotbepalingen", "artikel_slot")
    d.lid("Wijziging of aanvulling van deze Samenwerkingsovereenkomst is slechts mogelijk als alle Partijen daarmee schriftelijk hebben ingestemd.", "lid_wijziging")
    d.lid("Maken onvoorziene omstandigheden een wijziging van deze Samenwerkingsovereenkomst nodig, dan overleggen Partijen daarover.")
    d.lid("Blijkt een bepaling van deze Samenwerkingsovereenkomst ongeldig, wat daarvan ook de oorzaak is, dan blijven alle andere bepalingen gelden. Partijen stellen in overleg een vervangende bepaling vast die zo dicht mogelijk bij de bedoeling van de ongeldige bepaling blijft.")
    d.lid("Iedere Partij ondertekent op een eigen ondertekeningspagina. De ondertekeningspagina’s vormen met deze tekst één overeenkomst.")
    # --- 10
    d.artikel("Toepasselijk recht en geschillen", "artikel_recht")
    d.lid("Nederlands recht is op deze Samenwerkingsovereenkomst van toepassing.")
    d.lid("Partijen bespreken ieder geschil, van welke aard ook, in de Processtuurgroep.")
    # --- bijlagen
    d.t("if bijlagen")
    d.kop("Lijst van bijlagen")
    d.p("Aanhef", "Bij deze Samenwerkingsovereenkomst horen de volgende bijlagen:")
    d.tabel([(26, "l"), (134, "l")], ["Nummer", "Titel"], [
        ("t", "for b in bijlagen"),
        ["Bijlage~{{ b.nummer }}", "{{ b.titel }}"],
        ("t", "endfor"),
    ])
    d.t("endif")
    # --- ondertekening
    ondertekeningspaginas(d, "Deze pagina hoort bij de {{ overeenkomst.titel }}, kenmerk {{ overeenkomst.kenmerk }}, versie {{ document.versie }}. Door ondertekening gaat {{ partij.volledige_naam }} deze Samenwerkingsovereenkomst met de andere Partijen aan.")
    d.schrijf()


if __name__ == "__main__":
    maak()
