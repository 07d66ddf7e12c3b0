"""House style: styles.xml, numbering.xml, settings.xml and fontTable.xml, written out in full."""

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ACCENT = "1F4E63"
GRIJS = "5B6670"
LIJN = "B9C4CA"
LICHT = "DDE4E7"
KOP = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def alinea(id, naam, *, basis="Standaard", volgende=None, ppr="", rpr="", q=True, ui=None, extra=""):
    return (
        f'<w:style w:type="paragraph" w:styleId="{id}"{extra}><w:name w:val="{naam}"/>'
        + (f'<w:basedOn w:val="{basis}"/>' if basis else "")
        + (f'<w:next w:val="{volgende}"/>' if volgende else "")
        + (f'<w:uiPriority w:val="{ui}"/>' if ui else "")
        + ("<w:qFormat/>" if q else "")
        + (f"<w:pPr>{ppr}</w:pPr>" if ppr else "")
        + (f"<w:rPr>{rpr}</w:rPr>" if rpr else "")
        + "</w:style>"
    )


def teken(id, naam, rpr, ui=None):
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{id}"><w:name w:val="{naam}"/>'
        f'<w:basedOn w:val="Standaardalinea-lettertype"/><w:qFormat/><w:rPr>{rpr}</w:rPr></w:style>'
    )


def sp(voor=0, na=0, regel=None):
    r = f' w:line="{regel}" w:lineRule="auto"' if regel else ""
    return f'<w:spacing w:before="{voor}" w:after="{na}"{r}/>'


def ind(links=0, hang=0):
    return f'<w:ind w:left="{links}"' + (f' w:hanging="{hang}"' if hang else ' w:firstLine="0"') + "/>"


def num(numid, lvl=0):
    return f'<w:numPr><w:ilvl w:val="{lvl}"/><w:numId w:val="{numid}"/></w:numPr>'


def sz(halfpt):
    return f'<w:sz w:val="{halfpt}"/><w:szCs w:val="{halfpt}"/>'


KLEUR = f'<w:color w:val="{ACCENT}"/>'
GRIJZER = f'<w:color w:val="{GRIJS}"/>'
EIGEN = ' w:customStyle="1"'


def styles():
    a = []
    a.append(
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Cambria" w:hAnsi="Cambria" w:eastAsia="Cambria" w:cs="Cambria"/>'
        + sz(21)
        + '<w:lang w:val="nl-NL" w:eastAsia="nl-NL" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{sp(0, 120, 276)}</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    a.append(
        '<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/><w:qFormat/>'
        f'<w:pPr><w:widowControl/>{sp(0, 120, 276)}</w:pPr><w:rPr>{sz(21)}<w:lang w:val="nl-NL"/></w:rPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="Standaardalinea-lettertype"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="Standaardtabel"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="Geenlijst"><w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )
    kn = "<w:keepNext/><w:keepLines/>"
    P = alinea
    a += [
        # titels en koppen
        P("Titel", "Title", volgende="Ondertitel", ppr=f"<w:keepNext/>{sp(0, 120, 240)}", rpr=f"<w:b/>{KLEUR}{sz(44)}"),
        P("Ondertitel", "Subtitle", volgende="Standaard", ppr=sp(0, 240, 264), rpr=f"{GRIJZER}{sz(26)}"),
        P("Documentsoort", "Documentsoort", extra=EIGEN, volgende="Titel", ppr=f"<w:keepNext/>{sp(0, 120)}", rpr=f'{GRIJZER}<w:spacing w:val="20"/>{sz(24)}'),
        P("Kop1", "heading 1", volgende="Lid", ui=9, ppr=f'{kn}{num(1, 0)}{sp(360, 120, 252)}{ind(1531, 1531)}<w:outlineLvl w:val="0"/>', rpr=f"<w:b/>{KLEUR}{sz(26)}"),
        P("Kop2", "heading 2", volgende="Standaard", ui=9, ppr=f'{kn}{sp(280, 80, 252)}<w:outlineLvl w:val="1"/>', rpr=f"<w:b/>{KLEUR}{sz(24)}"),
        P("Kop3", "heading 3", volgende="Standaard", ui=9, ppr=f'{kn}{sp(200, 60, 252)}<w:outlineLvl w:val="2"/>', rpr=f"<w:b/>{sz(21)}"),
        P("Kopzondernummer", "Kop zonder nummer", basis="Standaard", extra=EIGEN, volgende="Standaard", ppr=f'{kn}{sp(360, 120, 252)}<w:outlineLvl w:val="0"/>', rpr=f"<w:b/>{KLEUR}{sz(26)}"),
        P("Kopnieuwepagina", "Kop op nieuwe pagina", basis="Kopzondernummer", extra=EIGEN, volgende="Standaard", ppr="<w:pageBreakBefore/>"),
        P("Inhoudskop", "Inhoudskop", extra=EIGEN, volgende="Standaard", ppr=f"{kn}<w:pageBreakBefore/>{sp(0, 240)}", rpr=f"<w:b/>{KLEUR}{sz(32)}"),
        P("Inhopg1", "toc 1", volgende="Standaard", ui=39, q=False, ppr=f'<w:tabs><w:tab w:val="left" w:pos="1191"/><w:tab w:val="right" w:leader="dot" w:pos="9071"/></w:tabs>{sp(0, 80)}'),
        P("Bijlagetitel", "Bijlagetitel", extra=EIGEN, volgende="Titel", ppr=f"<w:keepNext/>{sp(0, 120)}", rpr=f"{GRIJZER}{sz(22)}"),
        P("Activiteit", "Activiteit", extra=EIGEN, basis="Kop2", volgende="Standaard", ppr=f'{num(5, 0)}{sp(240, 80, 252)}{ind(567, 567)}', rpr=sz(22)),
        # overeenkomst
        P("Partijblok", "Partijblok", extra=EIGEN, ppr=f"{num(3, 0)}{sp(0, 160)}{ind(567, 567)}"),
        P("Overweging", "Overweging", extra=EIGEN, ppr=f"{num(2, 0)}{sp(60, 100)}{ind(567, 567)}"),
        P("Overwegingonderdeel", "Overweging onderdeel", extra=EIGEN, ppr=f"{num(2, 1)}{sp(0, 60)}{ind(1021, 454)}"),
        P("Lid", "Lid", extra=EIGEN, ppr=f"{num(1, 1)}{sp(60, 100)}{ind(737, 737)}"),
        P("Lidvervolg", "Lid vervolg", extra=EIGEN, ppr=ind(737)),
        P("Onderdeel", "Onderdeel", extra=EIGEN, ppr=f"{num(1, 2)}{sp(0, 80)}{ind(1191, 454)}"),
        P("Subonderdeel", "Subonderdeel", extra=EIGEN, ppr=f"{num(1, 3)}{sp(0, 60)}{ind(1644, 453)}"),
        P("Artikeltekst", "Artikeltekst", extra=EIGEN),
        P("Aanhef", "Aanhef", extra=EIGEN, ppr=f"<w:keepNext/>{sp(120, 120)}"),
        P("Opsomming", "Opsomming", extra=EIGEN, ppr=f"{num(4, 0)}{sp(0, 60)}{ind(454, 454)}"),
        P("Stap", "Stap", extra=EIGEN, ppr=f"{num(6, 0)}{sp(0, 80)}{ind(454, 454)}"),
        P("Toelichting", "Toelichting", extra=EIGEN, ppr=sp(60, 120, 264), rpr=f"{GRIJZER}{sz(18)}"),
        P("Mededeling", "Mededeling", extra=EIGEN, ppr=sp(120, 120)),
        # tabellen
        P("Bijschrift", "caption", volgende="Standaard", ui=35, ppr=f"{kn}{sp(160, 80, 252)}", rpr=f"<w:b/>{KLEUR}{sz(19)}"),
        P("Lidbijschrift", "Lid bijschrift", extra=EIGEN, basis="Bijschrift", ppr=ind(737)),
        P("Tabeltekst", "Tabeltekst", extra=EIGEN, ppr=sp(50, 50, 252), rpr=sz(20)),
        P("Tabelbedrag", "Tabelbedrag", extra=EIGEN, basis="Tabeltekst", ppr='<w:jc w:val="right"/>'),
        P("Tabelpost", "Tabelpost", extra=EIGEN, basis="Tabeltekst", ppr="<w:keepNext/>"),
        P("Tabelpostbedrag", "Tabelpost bedrag", extra=EIGEN, basis="Tabelpost", ppr='<w:jc w:val="right"/>'),
        P("Tabelkop", "Tabelkop", extra=EIGEN, basis="Tabeltekst", ppr=f"<w:keepNext/>{sp(50, 60, 252)}", rpr=f"<w:b/>{KLEUR}{sz(19)}"),
        P("Tabelkopbedrag", "Tabelkop bedrag", extra=EIGEN, basis="Tabelkop", ppr='<w:jc w:val="right"/>'),
        P("Tabeltotaal", "Tabeltotaal", extra=EIGEN, basis="Tabeltekst", rpr="<w:b/>"),
        P("Tabeltotaalbedrag", "Tabeltotaal bedrag", extra=EIGEN, basis="Tabeltotaal", ppr='<w:jc w:val="right"/>'),
        P("Tabelkenmerk", "Tabelkenmerk", extra=EIGEN, basis="Tabeltekst", ppr=sp(0, 40, 240), rpr=f"{GRIJZER}{sz(14)}"),
        P("Natabel", "Na tabel", extra=EIGEN, ppr=sp(160, 120)),
        P("Natabelaanhef", "Na tabel aanhef", extra=EIGEN, basis="Natabel", ppr="<w:keepNext/>"),
        P("Lidnatabel", "Lid na tabel", extra=EIGEN, basis="Lidvervolg", ppr=sp(160, 120)),
        P("Gegevensnaam", "Gegevensnaam", extra=EIGEN, ppr=sp(40, 40, 252), rpr=f"{GRIJZER}{sz(20)}"),
        P("Gegeven", "Gegeven", extra=EIGEN, ppr=sp(40, 40, 252), rpr=sz(20)),
        # ondertekening
        P("Ondertekeningstitel", "Ondertekeningstitel", extra=EIGEN, volgende="Standaard", ppr=f'{kn}<w:pageBreakBefore/>{sp(0, 60, 252)}<w:outlineLvl w:val="1"/>', rpr=f"<w:b/>{KLEUR}{sz(30)}"),
        P("Ondertekeningstekst", "Ondertekeningstekst", extra=EIGEN, ppr=f"{kn}{sp(0, 160)}"),
        P("Ondertekeningskop", "Ondertekeningskop", extra=EIGEN, ppr=f"{kn}{sp(240, 80)}", rpr="<w:b/>"),
        P("Ondertekening", "Ondertekening", extra=EIGEN, ppr=f"{kn}{sp(60, 60, 252)}"),
        P("Ondertekeningsnaam", "Ondertekeningsnaam", extra=EIGEN, basis="Ondertekening", rpr=f"{GRIJZER}{sz(20)}"),
        P("Ondertekeningslijn", "Ondertekeningslijn", extra=EIGEN, basis="Ondertekening", ppr=sp(0, 0, 240)),
        P("Ondertekeningsslot", "Ondertekening slot", extra=EIGEN, basis="Ondertekening", ppr='<w:keepNext w:val="0"/>' + sp(0, 0, 120), rpr=sz(8)),
        # brief en factuur
        P("Adres", "Adres", extra=EIGEN, ppr=sp(0, 0, 264)),
        P("Onderwerp", "Onderwerp", extra=EIGEN, ppr=sp(240, 240), rpr="<w:b/>"),
        P("Slotregel", "Slotregel", extra=EIGEN, ppr=f"<w:keepNext/><w:keepLines/>{sp(0, 0)}"),
        # kop- en voettekst
        P("Koptekst", "header", ui=99, q=False, ppr=f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="4" w:color="{LIJN}"/></w:pBdr><w:tabs><w:tab w:val="right" w:pos="9071"/></w:tabs>{sp(0, 0, 240)}', rpr=f"{GRIJZER}{sz(17)}"),
        P("Koptekstliggend", "Koptekst liggend", extra=EIGEN, basis="Koptekst", q=False, ppr='<w:tabs><w:tab w:val="clear" w:pos="9071"/><w:tab w:val="right" w:pos="14003"/></w:tabs>'),
        P("Voettekstliggend", "Voettekst liggend", extra=EIGEN, basis="Voettekst", q=False, ppr='<w:tabs><w:tab w:val="clear" w:pos="9071"/><w:tab w:val="right" w:pos="14003"/></w:tabs>'),
        P("Briefkop", "Briefkop", extra=EIGEN, q=False, ppr=sp(0, 480, 240)),
        P("Titelbladkop", "Titelbladkop", extra=EIGEN, q=False, ppr=sp(0, 2700, 240)),
        P("Voettekst", "footer", ui=99, q=False, ppr=f'<w:tabs><w:tab w:val="right" w:pos="9071"/></w:tabs>{sp(0, 0, 240)}', rpr=f"{GRIJZER}{sz(17)}"),
        P("Sjabloonregel", "Sjabloonregel", extra=EIGEN, ppr=f"<w:keepNext/>{sp(0, 0, 240)}", rpr='<w:color w:val="9C5A00"/>' + sz(16)),
        teken("Begrip", "Begrip", "<w:b/><w:bCs/>"),
        teken("Nadruk", "Nadruk", "<w:i/><w:iCs/>"),
        f'<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:basedOn w:val="Standaardalinea-lettertype"/><w:uiPriority w:val="99"/><w:rPr>{KLEUR}</w:rPr></w:style>',
        '<w:style w:type="table" w:customStyle="1" w:styleId="Tekenklaartabel"><w:name w:val="Tekenklaar tabel"/><w:basedOn w:val="Standaardtabel"/><w:qFormat/>'
        f'<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/>'
        f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LIJN}"/></w:tblBorders>'
        '<w:tblCellMar><w:top w:w="20" w:type="dxa"/><w:left w:w="113" w:type="dxa"/><w:bottom w:w="20" w:type="dxa"/><w:right w:w="113" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
        '<w:style w:type="table" w:customStyle="1" w:styleId="Gegevenstabel"><w:name w:val="Gegevenstabel"/><w:basedOn w:val="Standaardtabel"/><w:qFormat/>'
        f'<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="{LICHT}"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="{LICHT}"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LICHT}"/></w:tblBorders>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="113" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
        '<w:style w:type="table" w:customStyle="1" w:styleId="Ondertekeningstabel"><w:name w:val="Ondertekeningstabel"/><w:basedOn w:val="Standaardtabel"/><w:qFormat/>'
        '<w:tblPr><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="113" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
    ]
    return f"{KOP}<w:styles {W}>" + "".join(a) + "</w:styles>"


def lvl(i, fmt, tekst, links, hang, stijl=None, rpr=""):
    return (
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/>'
        + (f'<w:pStyle w:val="{stijl}"/>' if stijl else "")
        + f'<w:suff w:val="tab"/><w:lvlText w:val="{tekst}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{links}"/></w:tabs>{ind(links, hang)}</w:pPr>' + (f"<w:rPr>{rpr}</w:rPr>" if rpr else "") + "</w:lvl>"
    )


NB = '<w:b w:val="0"/>'


def numbering():
    lijsten = {
        1: [lvl(0, "decimal", "Artikel %1", 1531, 1531, "Kop1"), lvl(1, "decimal", "%1.%2", 737, 737, "Lid"), lvl(2, "lowerLetter", "%3.", 1191, 454, "Onderdeel"), lvl(3, "decimal", "%4°", 1644, 453, "Subonderdeel")],
        2: [lvl(0, "upperLetter", "%1.", 567, 567, "Overweging"), lvl(1, "lowerLetter", "%2.", 1021, 454, "Overwegingonderdeel")],
        3: [lvl(0, "decimal", "%1.", 567, 567, "Partijblok")],
        4: [lvl(0, "bullet", "–", 454, 454, "Opsomming")],
        5: [lvl(0, "decimal", "%1.", 567, 567, "Activiteit")],
        6: [lvl(0, "decimal", "%1.", 454, 454, "Stap")],
    }
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:nsid w:val="7EC0{n:04X}"/><w:multiLevelType w:val="multilevel"/><w:tmpl w:val="7EC1{n:04X}"/>' + "".join(ls) + "</w:abstractNum>" for n, ls in lijsten.items()
    )
    nums = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in lijsten)
    return f"{KOP}<w:numbering {W}>{abstract}{nums}</w:numbering>"


def settings(titelblad):
    return (
        f'{KOP}<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '<w:compatSetting w:name="overrideTableStyleFontSizeAndJustification" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>'
        '<w:compatSetting w:name="enableOpenTypeFeatures" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>'
        '<w:compatSetting w:name="doNotFlipMirrorIndents" w:uri="http://schemas.microsoft.com/office/word" w:val="1"/></w:compat>'
        '<w:themeFontLang w:val="nl-NL"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def font_table():
    return (
        f'{KOP}<w:fonts {W}><w:font w:name="Cambria"><w:altName w:val="Caladea"/><w:panose1 w:val="02040503050406030204"/>'
        '<w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )
