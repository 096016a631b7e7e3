import Pathways

extension ReasonWording {
    /// What is wrong with bytes that are no letter.
    static let unreadable = [
        ReasonWording(
            "The document is empty. Send the XML itself.",
            nb: "Dokumentet er tomt. Send selve XML-en.",
            nn: "Dokumentet er tomt. Send sjølve XML-en.",
            da: "Dokumentet er tomt. Send selve XML'en."),
        ReasonWording(
            "The document is empty. Send the JSON itself.",
            nb: "Dokumentet er tomt. Send selve JSON-en.",
            nn: "Dokumentet er tomt. Send sjølve JSON-en.",
            da: "Dokumentet er tomt. Send selve JSON'en."),
        ReasonWording(
            "The document has {} bytes; at most {} are read. Send large attachments by reference.",
            nb: "Dokumentet har {} byte; høyst {} leses. Send store vedlegg som referanse.",
            nn: "Dokumentet har {} byte; høgst {} blir lesne. Send store vedlegg som referanse.",
            da: "Dokumentet har {} byte; højst {} læses. Send store vedhæftede filer som reference."),
        ReasonWording(
            "One value in the document has more than 10 MB. Send large attachments by reference.",
            nb: "En verdi i dokumentet har mer enn 10 MB. Send store vedlegg som referanse.",
            nn: "Ein verdi i dokumentet har meir enn 10 MB. Send store vedlegg som referanse.",
            da: "En værdi i dokumentet har mere end 10 MB. Send store vedhæftede filer som reference."),
        ReasonWording(
            "There is no memory to read the document. Try again later.",
            nb: "Det er ikke minne til å lese dokumentet. Prøv igjen senere.",
            nn: "Det er ikkje minne til å lese dokumentet. Prøv igjen seinare.",
            da: "Der er ikke hukommelse til at læse dokumentet. Prøv igen senere."),
        ReasonWording(
            "The document does not begin with XML. Send the XML itself.",
            nb: "Dokumentet begynner ikke med XML. Send selve XML-en.",
            nn: "Dokumentet byrjar ikkje med XML. Send sjølve XML-en.",
            da: "Dokumentet begynder ikke med XML. Send selve XML'en."),
        ReasonWording(
            "Something follows the end of the document. Remove it, or send one document at a time.",
            nb: "Noe følger etter slutten av dokumentet. Fjern det, eller send ett dokument om gangen.",
            nn: "Noko følgjer etter slutten av dokumentet. Fjern det, eller send eitt dokument om gongen.",
            da: "Noget følger efter dokumentets slutning. Fjern det, eller send ét dokument ad gangen."),
        ReasonWording(
            "An end tag does not match its start tag. Close every element in the order it was opened.",
            nb: "En sluttagg passer ikke til starttaggen. Lukk hvert element i den rekkefølgen det ble åpnet.",
            nn: "Ein sluttagg passar ikkje til starttaggen. Lukk kvart element i den rekkjefølgja det vart opna.",
            da: "Et slutmærke passer ikke til startmærket. Luk hvert element i den rækkefølge, det blev åbnet."),
        ReasonWording(
            "The document ends inside an element. Send it whole.",
            nb: "Dokumentet slutter inne i et element. Send det helt.",
            nn: "Dokumentet sluttar inne i eit element. Send det heilt.",
            da: "Dokumentet slutter inde i et element. Send det helt."),
        ReasonWording(
            "An element has the same attribute twice. Keep one of them.",
            nb: "Et element har samme attributt to ganger. Behold ett av dem.",
            nn: "Eit element har same attributt to gonger. Behald eitt av dei.",
            da: "Et element har samme attribut to gange. Behold ét af dem."),
        ReasonWording(
            "A namespace prefix is used wrongly or not declared. Declare it with xmlns.",
            nb: "Et navneromsprefiks er brukt feil eller ikke deklarert. Deklarer det med xmlns.",
            nn: "Eit namneromsprefiks er brukt feil eller ikkje deklarert. Deklarer det med xmlns.",
            da: "Et navnerumspræfiks er brugt forkert eller ikke erklæret. Erklær det med xmlns."),
        ReasonWording(
            "The document has a character that XML does not allow. Remove control characters.",
            nb: "Dokumentet har et tegn som XML ikke tillater. Fjern kontrolltegn.",
            nn: "Dokumentet har eit teikn som XML ikkje tillèt. Fjern kontrollteikn.",
            da: "Dokumentet har et tegn, som XML ikke tillader. Fjern kontroltegn."),
        ReasonWording(
            "The document uses an entity that XML does not have. Write the character itself.",
            nb: "Dokumentet bruker en entitet som XML ikke har. Skriv selve tegnet.",
            nn: "Dokumentet bruker ein entitet som XML ikkje har. Skriv sjølve teiknet.",
            da: "Dokumentet bruger en entitet, som XML ikke har. Skriv selve tegnet."),
        ReasonWording(
            "The bytes contradict the declared encoding. Send the document in UTF-8.",
            nb: "Bytene strider mot den oppgitte tegnkodingen. Send dokumentet i UTF-8.",
            nn: "Bytane strir mot den oppgjevne teiknkodinga. Send dokumentet i UTF-8.",
            da: "Bytene strider mod den angivne tegnkodning. Send dokumentet i UTF-8."),
        ReasonWording(
            "An attribute is not written name=\"value\". Put its value in quotation marks and escape < as &lt;.",
            nb: "Et attributt er ikke skrevet navn=\"verdi\". Sett verdien i anførselstegn og skriv < som &lt;.",
            nn: "Eit attributt er ikkje skrive namn=\"verdi\". Set verdien i hermeteikn og skriv < som &lt;.",
            da: "Et attribut er ikke skrevet navn=\"værdi\". Sæt værdien i anførselstegn, og skriv < som &lt;."),
        ReasonWording(
            "The document is not well-formed XML (libxml2 code {}). Check it with an XML tool and send it again.",
            nb: "Dokumentet er ikke velformet XML (libxml2-kode {}). Sjekk det med et XML-verktøy og send det på nytt.",
            nn: "Dokumentet er ikkje velforma XML (libxml2-kode {}). Sjekk det med eit XML-verktøy og send det på nytt.",
            da: "Dokumentet er ikke velformet XML (libxml2-kode {}). Tjek det med et XML-værktøj, og send det igen."),
        ReasonWording(
            "The document is not well-formed XML. Check it with an XML tool and send it again.",
            nb: "Dokumentet er ikke velformet XML. Sjekk det med et XML-verktøy og send det på nytt.",
            nn: "Dokumentet er ikkje velforma XML. Sjekk det med eit XML-verktøy og send det på nytt.",
            da: "Dokumentet er ikke velformet XML. Tjek det med et XML-værktøj, og send det igen."),
        ReasonWording(
            "The document has more than {} elements inside each other. Send it with less nesting.",
            nb: "Dokumentet har mer enn {} elementer inni hverandre. Send det med færre nivåer.",
            nn: "Dokumentet har meir enn {} element inni kvarandre. Send det med færre nivå.",
            da: "Dokumentet har mere end {} elementer inde i hinanden. Send det med færre niveauer."),
        ReasonWording(
            "The document has a document type declaration (DTD). Remove it: entities and external files are never read.",
            nb: "Dokumentet har en dokumenttypedeklarasjon (DTD). Fjern den: entiteter og eksterne filer leses aldri.",
            nn: "Dokumentet har ein dokumenttypedeklarasjon (DTD). Fjern han: entitetar og eksterne filer blir aldri lesne.",
            da: "Dokumentet har en dokumenttypeerklæring (DTD). Fjern den: entiteter og eksterne filer læses aldrig."),
        ReasonWording(
            "The document looks like UTF-16 but has no byte order mark. Begin it with one, or send it in UTF-8.",
            nb: "Dokumentet ligner på UTF-16, men har ikke noe bytemerke (BOM). Begynn med et, eller send det i UTF-8.",
            nn: "Dokumentet liknar på UTF-16, men har ikkje noko bytemerke (BOM). Byrj med eit, eller send det i UTF-8.",
            da: "Dokumentet ligner UTF-16, men har intet bytemærke (BOM). Begynd med et, eller send det i UTF-8."),
        ReasonWording(
            "The document has {}, but its declaration names another encoding. Correct the declaration.",
            nb: "Dokumentet oppgir en annen tegnkoding enn den det har. Rett det som er oppgitt.",
            nn: "Dokumentet oppgjev ei anna teiknkoding enn den det har. Rett det som er oppgjeve.",
            da: "Dokumentet angiver en anden tegnkodning end den, det har. Ret det angivne."),
        ReasonWording(
            "The bytes at offset {} are not UTF-16, which the document says it is. Send it in UTF-8.",
            nb: "Bytene ved posisjon {} er ikke UTF-16, som dokumentet sier at det er. Send det i UTF-8.",
            nn: "Bytane ved posisjon {} er ikkje UTF-16, som dokumentet seier at det er. Send det i UTF-8.",
            da: "Bytene ved position {} er ikke UTF-16, som dokumentet siger, det er. Send det i UTF-8."),
        ReasonWording(
            "The bytes at offset {} are not UTF-8, which the document says it is. Send it in UTF-8, or declare the encoding it has.",
            nb: "Bytene ved posisjon {} er ikke UTF-8, som dokumentet sier at det er. Send det i UTF-8, eller oppgi tegnkodingen det har.",
            nn:
                "Bytane ved posisjon {} er ikkje UTF-8, som dokumentet seier at det er. Send det i UTF-8, eller oppgi teiknkodinga det har.",
            da:
                "Bytene ved position {} er ikke UTF-8, som dokumentet siger, det er. Send det i UTF-8, eller angiv den tegnkodning, det har."
        ),
        ReasonWording(
            "The byte at offset {} stands for nothing in the encoding that the document declares. Send it in UTF-8, or declare the encoding it has.",
            nb:
                "Byten ved posisjon {} står for ingenting i tegnkodingen som dokumentet oppgir. Send det i UTF-8, eller oppgi tegnkodingen det har.",
            nn:
                "Byten ved posisjon {} står for ingenting i teiknkodinga som dokumentet oppgjev. Send det i UTF-8, eller oppgi teiknkodinga det har.",
            da:
                "Byten ved position {} står for intet i den tegnkodning, dokumentet angiver. Send det i UTF-8, eller angiv den tegnkodning, det har."
        ),
        ReasonWording(
            "The encoding {} is not read here. Send UTF-8, UTF-16, ISO-8859-1 or windows-1252.",
            nb: "Tegnkodingen {} leses ikke her. Send UTF-8, UTF-16, ISO-8859-1 eller windows-1252.",
            nn: "Teiknkodinga {} blir ikkje lesen her. Send UTF-8, UTF-16, ISO-8859-1 eller windows-1252.",
            da: "Tegnkodningen {} læses ikke her. Send UTF-8, UTF-16, ISO-8859-1 eller windows-1252."),
        ReasonWording(
            "The document is not JSON: at byte {} there is no value. Send the JSON itself.",
            nb: "Dokumentet er ikke JSON: ved byte {} står det ingen verdi. Send selve JSON-en.",
            nn: "Dokumentet er ikkje JSON: ved byte {} står det ingen verdi. Send sjølve JSON-en.",
            da: "Dokumentet er ikke JSON: ved byte {} står der ingen værdi. Send selve JSON'en."),
        ReasonWording(
            "The JSON is broken at byte {}. Look for a missing comma, quotation mark or bracket there.",
            nb: "JSON-en er ødelagt ved byte {}. Se etter et komma, anførselstegn eller en klamme som mangler der.",
            nn: "JSON-en er øydelagd ved byte {}. Sjå etter eit komma, hermeteikn eller ein klamme som manglar der.",
            da: "JSON'en er ødelagt ved byte {}. Se efter et komma, anførselstegn eller en parentes, der mangler."),
        ReasonWording(
            "The document breaks off at byte {}. Send it whole.",
            nb: "Dokumentet slutter brått ved byte {}. Send det helt.",
            nn: "Dokumentet sluttar brått ved byte {}. Send det heilt.",
            da: "Dokumentet bryder af ved byte {}. Send det helt."),
        ReasonWording(
            "Something follows the end of the document at byte {}. Remove it, or send one document at a time.",
            nb: "Noe følger etter slutten av dokumentet ved byte {}. Fjern det, eller send ett dokument om gangen.",
            nn: "Noko følgjer etter slutten av dokumentet ved byte {}. Fjern det, eller send eitt dokument om gongen.",
            da: "Noget følger efter dokumentets slutning ved byte {}. Fjern det, eller send ét dokument ad gangen."),
        ReasonWording(
            "More than {} objects and arrays lie inside each other at byte {}. Send it with less nesting.",
            nb: "Mer enn {} objekter og lister ligger inni hverandre ved byte {}. Send det med færre nivåer.",
            nn: "Meir enn {} objekt og lister ligg inni kvarandre ved byte {}. Send det med færre nivå.",
            da: "Mere end {} objekter og lister ligger inde i hinanden ved byte {}. Send det med færre niveauer."),
        ReasonWording(
            "The text at byte {} is not UTF-8. Send JSON in UTF-8.",
            nb: "Teksten ved byte {} er ikke UTF-8. Send JSON i UTF-8.",
            nn: "Teksten ved byte {} er ikkje UTF-8. Send JSON i UTF-8.",
            da: "Teksten ved byte {} er ikke UTF-8. Send JSON i UTF-8."),
        ReasonWording(
            "The escape sequence at byte {} is none that JSON has. Write the character itself.",
            nb: "Omskrivingen ved byte {} finnes ikke i JSON. Skriv selve tegnet.",
            nn: "Omskrivinga ved byte {} finst ikkje i JSON. Skriv sjølve teiknet.",
            da: "Omskrivningen ved byte {} findes ikke i JSON. Skriv selve tegnet."),
        ReasonWording(
            "The escape sequence at byte {} is half of a surrogate pair. Write the character itself.",
            nb: "Omskrivingen ved byte {} er halvparten av et surrogatpar. Skriv selve tegnet.",
            nn: "Omskrivinga ved byte {} er halvparten av eit surrogatpar. Skriv sjølve teiknet.",
            da: "Omskrivningen ved byte {} er det halve af et surrogatpar. Skriv selve tegnet."),
        ReasonWording(
            "The text at byte {} has a bare control character. Escape it, for example as \\n.",
            nb: "Teksten ved byte {} har et nakent kontrolltegn. Skriv det om, for eksempel som \\n.",
            nn: "Teksten ved byte {} har eit nake kontrollteikn. Skriv det om, til dømes som \\n.",
            da: "Teksten ved byte {} har et nøgent kontroltegn. Omskriv det, for eksempel som \\n."),
        ReasonWording(
            "The number at byte {} is not written as JSON writes numbers. Correct it, or send it as text.",
            nb: "Tallet ved byte {} er ikke skrevet slik JSON skriver tall. Rett det, eller send det som tekst.",
            nn: "Talet ved byte {} er ikkje skrive slik JSON skriv tal. Rett det, eller send det som tekst.",
            da: "Tallet ved byte {} er ikke skrevet, som JSON skriver tal. Ret det, eller send det som tekst."),
        ReasonWording(
            "The name at byte {} stands twice in one object. Keep one of them.",
            nb: "Navnet ved byte {} står to ganger i ett objekt. Behold ett av dem.",
            nn: "Namnet ved byte {} står to gonger i eitt objekt. Behald eitt av dei.",
            da: "Navnet ved byte {} står to gange i ét objekt. Behold ét af dem."),
        ReasonWording(
            "A FHIR resource is a JSON object; this is none. Send {\"resourceType\": …}.",
            nb: "En FHIR-ressurs er et JSON-objekt; dette er ikke det. Send {\"resourceType\": …}.",
            nn: "Ein FHIR-ressurs er eit JSON-objekt; dette er ikkje det. Send {\"resourceType\": …}.",
            da: "En FHIR-ressource er et JSON-objekt; det er dette ikke. Send {\"resourceType\": …}."),
        ReasonWording(
            "The resource does not say what it is. Give it a resourceType.",
            nb: "Ressursen sier ikke hva den er. Gi den en resourceType.",
            nn: "Ressursen seier ikkje kva han er. Gi han ein resourceType.",
            da: "Ressourcen siger ikke, hvad den er. Giv den en resourceType."),
        ReasonWording(
            "The resourceType is no name of a resource. Give the name as in FHIR, such as Patient.",
            nb: "resourceType er ikke navnet på en ressurs. Skriv navnet som i FHIR, for eksempel Patient.",
            nn: "resourceType er ikkje namnet på ein ressurs. Skriv namnet som i FHIR, til dømes Patient.",
            da: "resourceType er ikke navnet på en ressource. Skriv navnet som i FHIR, for eksempel Patient."),
        ReasonWording(
            "This is no FHIR resource: its namespace is not {}. Send FHIR XML.",
            nb: "Dette er ingen FHIR-ressurs: navnerommet er ikke {}. Send FHIR XML.",
            nn: "Dette er ingen FHIR-ressurs: namnerommet er ikkje {}. Send FHIR XML.",
            da: "Det er ingen FHIR-ressource: navnerummet er ikke {}. Send FHIR XML."),
        ReasonWording(
            "FHIR R4 has no such resource. Give the name as in FHIR, such as Patient.",
            nb: "FHIR R4 har ingen slik ressurs. Skriv navnet som i FHIR, for eksempel Patient.",
            nn: "FHIR R4 har ingen slik ressurs. Skriv namnet som i FHIR, til dømes Patient.",
            da: "FHIR R4 har ingen sådan ressource. Skriv navnet som i FHIR, for eksempel Patient."),
        ReasonWording(
            "FHIR has no attribute {} here. Remove it.",
            nb: "FHIR har ikke noe attributt {} her. Fjern det.",
            nn: "FHIR har ikkje noko attributt {} her. Fjern det.",
            da: "FHIR har intet attribut {} her. Fjern det."),
        ReasonWording(
            "FHIR R4 has no such element here. Remove it, or send it as an extension.",
            nb: "FHIR R4 har ikke noe slikt element her. Fjern det, eller send det som en utvidelse.",
            nn: "FHIR R4 har ikkje noko slikt element her. Fjern det, eller send det som ei utviding.",
            da: "FHIR R4 har intet sådant element her. Fjern det, eller send det som en udvidelse."),
        ReasonWording(
            "The element comes again after others. Keep elements of one name together.",
            nb: "Elementet kommer igjen etter andre. Hold elementer med samme navn sammen.",
            nn: "Elementet kjem att etter andre. Hald element med same namn saman.",
            da: "Elementet kommer igen efter andre. Hold elementer med samme navn sammen."),
        ReasonWording(
            "There is text where FHIR has none. Put values into value attributes.",
            nb: "Det står tekst der FHIR ikke har noen. Sett verdier i value-attributter.",
            nn: "Det står tekst der FHIR ikkje har nokon. Set verdiar i value-attributt.",
            da: "Der står tekst, hvor FHIR ingen har. Sæt værdier i value-attributter."),
        ReasonWording(
            "The element may come once only. Keep one of them.",
            nb: "Elementet kan bare komme én gang. Behold ett av dem.",
            nn: "Elementet kan berre kome éin gong. Behald eitt av dei.",
            da: "Elementet må kun komme én gang. Behold ét af dem."),
        ReasonWording(
            "The element is not in FHIR's namespace. Remove it, or correct its namespace.",
            nb: "Elementet er ikke i FHIRs navnerom. Fjern det, eller rett navnerommet.",
            nn: "Elementet er ikkje i namnerommet til FHIR. Fjern det, eller rett namnerommet.",
            da: "Elementet er ikke i FHIR's navnerum. Fjern det, eller ret navnerummet."),
        ReasonWording(
            "Here stands exactly one resource. Send one.",
            nb: "Her skal det stå nøyaktig én ressurs. Send én.",
            nn: "Her skal det stå nøyaktig éin ressurs. Send éin.",
            da: "Her skal der stå præcis én ressource. Send én."),
        ReasonWording(
            "The element has neither value nor extension. Remove it.",
            nb: "Elementet har verken verdi eller utvidelse. Fjern det.",
            nn: "Elementet har verken verdi eller utviding. Fjern det.",
            da: "Elementet har hverken værdi eller udvidelse. Fjern det."),
        ReasonWording(
            "The value is no number as FHIR writes numbers. Correct it.",
            nb: "Verdien er ikke et tall slik FHIR skriver tall. Rett den.",
            nn: "Verdien er ikkje eit tal slik FHIR skriv tal. Rett han.",
            da: "Værdien er ikke et tal, som FHIR skriver tal. Ret den."),
        ReasonWording(
            "The value is neither true nor false. Correct it.",
            nb: "Verdien er verken true eller false. Rett den.",
            nn: "Verdien er verken true eller false. Rett han.",
            da: "Værdien er hverken true eller false. Ret den."),
    ]
}
