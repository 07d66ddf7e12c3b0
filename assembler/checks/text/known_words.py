"""Words that rules about terms must know: usual abbreviations, usual terms of agreements, names that are no terms."""

from __future__ import annotations

ABBREVIATIONS = frozenset(
    ["AB", "ABRvS", "ACM", "ADR", "AFM", "ANBI", "AMvB", "AOW", "AP", "APV", "ARBIT", "ARVODI", "ARIV", "ARW", "AVG", "Awb", "AZ", "BAG", "BBV", "BENG", "BGT", "BIBOB", "BIC", "BIM", "BIO", "BIZ", "BNG", "BOA", "BOB", "BRK", "BRO", "BRP", "BSN", "BTW", "BV", "BVO", "BW", "BZ", "BZK", "CAK", "CAO", "CAR", "CBS", "CE", "CIO", "CO", "CPI", "CV", "CvdK", "DAEB", "DB", "DBFM", "DDO", "DIV", "DM", "DT", "DUO", "EC", "EER", "EEG", "EFRO", "EG", "EIB", "EIA", "ELFPO", "EMVI", "EN", "EP", "ERP", "ESF", "EU", "EUR", "EVRM", "EZ", "EZK", "FG", "FTE", "FIDO", "GBA", "GGD", "GGZ", "GIS", "GMT", "GR", "GRIP", "GS", "GWW", "HR", "HRM", "HTML", "IAS", "IBAN", "IBD", "ICT", "ID", "IFRS", "IKB", "IEC", "IenM", "IenW", "ILG", "IPO", "ISBN", "ISO", "IT", "ITIL", "IV", "JZ", "KB", "KNB", "KPI", "KVK", "KvK", "KWS", "LNV", "LVVN", "LTO", "MBO", "HBO", "MB", "MKB", "MER", "MT", "MVI", "MVO", "NAP", "NAW", "NEN", "NL", "NS", "NTA", "NUTS", "NV", "NVWA", "OCW", "OD", "OESO", "OIN", "OM", "OR", "OV", "OZB", "PC", "PDF", "PFAS", "PGB", "PIN", "PO", "PPS", "PR", "PS", "QR", "RI", "RIE", "RIVM", "RO", "RVO", "RUD", "RWS", "SLA", "SEPA", "SPUK", "SROI", "SVHW", "SWV", "SZW", "TED", "TK", "TNO", "UAV", "UAVGC", "UWV", "UBL", "URL", "US", "USB", "UTC", "UvW", "VAT", "VGM", "VN", "VNG", "VOF", "VOG", "VPB", "VR", "VRO", "VSO", "VO", "VTH", "VWS", "WAO", "WBP", "WGR", "WIA", "WKR", "WNRA", "WNT", "WOB", "WOO", "WOZ", "WSW", "WW", "WWW", "WMO", "XML", "ZBO", "ZZP", "NB", "PM", "PS", "TBD", "DD", "OK", "BR", "SB", "RB", "CC", "QQ", "DVO", "GRC", "IPR", "KRW", "NNN", "NATURA", "RES", "REKS", "HWBP", "MIRT", "GREX", "VEX", "OJ", "VV", "OKE", "NEN-EN", "IE", "AI", "API", "CSV", "DPIA", "DPA", "SCC", "TIA"]
)
"""Known to everyone who reads agreements of public bodies."""

TERM_WORDS = frozenset(
    ["aanbesteding", "aannemer", "activiteit", "activiteiten", "afnemer", "artikel", "begroting", "beheerder", "bestek", "betaling", "bijdrage", "bijdragen", "coördinator", "deelnemer", "deelnemers", "deelproject", "deelprojecten", "dienst", "diensten", "dienstverlener", "dienstverlening", "eigenaar", "eigendom", "exploitant", "exploitatie", "gebied", "gebruiker", "gevolmachtigde", "goederen", "grond", "gronden", "huurder", "initiatiefnemer", "jaarplan", "jaarplannen", "jaarverslag", "kosten", "koper", "leverancier", "levering", "locatie", "object", "ontwerp", "ontwikkelaar", "opdracht", "opdrachtgever", "opdrachtnemer", "openbaarmaking", "overeenkomst", "partij", "partijen", "penvoerder", "penvoerderschap", "perceel", "percelen", "persoonsgegevens", "plan", "plangebied", "planning", "planschade", "prestatie", "prestaties", "procesgroep", "product", "producten", "programma", "programmaplan", "project", "projectbureau", "projectgebied", "projectgroep", "projectleider", "projectplan", "projecten", "raamovereenkomst", "regiegroep", "regio", "regisseur", "resultaat", "resultaten", "samenwerking", "samenwerkingsovereenkomst", "samenwerkingsverband", "stuurgroep", "subsidie", "subsidieontvanger", "taken", "toezichthouder", "uitvoerder", "uitvoering", "uitvoeringsplan", "verhuurder", "verkoper", "verlenging", "verwerker", "verwerkersovereenkomst", "verwerkingsverantwoordelijke", "volmacht", "volmachtgever", "voorziening", "voorzieningen", "werk", "werken", "werkgroep", "werkplan", "werkzaamheden", "woningen"]
)
"""Usual defined terms."""
TERM_ENDINGS = (
    "ing",
    "ingen",
    "er",
    "ers",
    "plan",
    "plannen",
    "groep",
    "kosten",
    "gebied",
    "overeenkomst",
    "bijdrage",
    "gever",
    "nemer",
    "project",
)

NO_TERMS = frozenset(
    ["bijlage", "bijlagen", "artikel", "artikelen", "lid", "koning", "koningin", "staat", "staten", "rijk", "gemeente", "gemeenten", "provincie", "provincies", "waterschap", "waterschappen", "minister", "ministerie", "raad", "college", "burgemeester", "wethouder", "wethouders", "gedeputeerde", "gedeputeerden", "commissaris", "dijkgraaf", "heemraad", "secretaris", "griffier", "directeur", "voorzitter", "kamer", "europa", "europese", "nederland", "nederlands", "nederlandse", "unie", "rijkswaterstaat", "rechtbank", "hof", "grondwet", "provinciewet", "gemeentewet", "waterschapswet", "omgevingswet", "aanbestedingswet", "archiefwet", "regeling", "wet", "wetboek", "besluit", "verordening", "handvest", "staatsblad", "staatscourant", "internet", "euro", "europees", "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "heer", "mevrouw", "noord", "zuid", "oost", "west", "belastingdienst", "autoriteit", "tweede", "eerste", "derde", "randstad", "statenfractie", "provinciale", "algemene", "algemeen", "inspecteur", "inspectie", "omgevingsvisie", "omgevingsplan", "omgevingsdienst", "veiligheidsregio", "overwegingen", "preambule", "considerans", "aanhef", "burgerlijk", "koningsdag", "kerst", "pasen"]
)
"""Written with a capital without being terms of the agreement."""

ROLES = (
    "volmachtgever", "gevolmachtigde", "opdrachtgever", "opdrachtnemer", "verhuurder", "huurder", "subsidieontvanger", "leverancier",
    "afnemer", "verwerker", "koper", "verkoper", "uitvoerder", "deelnemer", "penvoerder", "initiatiefnemer", "licentiegever",
)  # fmt: skip
"""Roles that stand without an article only when they are terms."""

DRIFT_AFTER = frozenset({"partijen", "partij", "overeenkomst", "convenant", "samenwerkingsovereenkomst"})
"""Terms whose lower-case use in the agreement itself nearly always means the defined thing."""
