extension ReasonWording {
    /// Why a run of a pathway stands still.
    static let runs = [
        ReasonWording(
            "The steps {} wait for each other. Let one of them come after an event.",
            nb: "Stegene {} venter på hverandre. La ett av dem komme etter en hendelse.",
            nn: "Stega {} ventar på kvarandre. Lat eitt av dei kome etter ei hending.",
            da: "Trinnene {} venter på hinanden. Lad et af dem komme efter en hændelse."),
        ReasonWording(
            "The step {} came more than {} times. Let it wait longer, or say how often it comes or what stops it.",
            nb: "Steget {} kom mer enn {} ganger. La det vente lenger, eller si hvor ofte det kommer eller hva som stanser det.",
            nn: "Steget {} kom meir enn {} gonger. Lat det vente lenger, eller sei kor ofte det kjem eller kva som stansar det.",
            da: "Trinnet {} kom mere end {} gange. Lad det vente længere, eller sig, hvor ofte det kommer, eller hvad der stopper det."),
        ReasonWording(
            "The pathway came to more than {} steps. Say of those that repeat how often they come or what stops them.",
            nb: "Forløpet kom til mer enn {} steg. Si om dem som gjentas, hvor ofte de kommer eller hva som stanser dem.",
            nn: "Forløpet kom til meir enn {} steg. Sei om dei som blir gjentekne, kor ofte dei kjem eller kva som stansar dei.",
            da: "Forløbet kom op på mere end {} trin. Sig om dem, der gentages, hvor ofte de kommer, eller hvad der stopper dem."),
        ReasonWording(
            "Steps that are done once for several pathways did not settle. Give those that open each other different activities.",
            nb: "Steg som gjøres én gang for flere forløp, kom ikke til ro. Gi dem som åpner hverandre, hver sin aktivitet.",
            nn: "Steg som blir gjorde éin gong for fleire forløp, kom ikkje til ro. Gje dei som opnar kvarandre, kvar sin aktivitet.",
            da: "Trin, der udføres én gang for flere forløb, faldt ikke til ro. Giv dem, der åbner hinanden, hver sin aktivitet."),
    ]

    /// Why a deed is not done.
    static let deeds = [
        ReasonWording(
            "It has changed since you saw it. Load the page again, look at how it stands now, and repeat what is still right.",
            nb: "Dette er endret siden du så det. Last siden på nytt, se hvordan det står nå, og gjør om igjen det som fortsatt er riktig.",
            nn: "Dette er endra sidan du såg det. Last sida på nytt, sjå korleis det står no, og gjer om att det som framleis er rett.",
            da: "Dette er ændret, siden du så det. Genindlæs siden, se, hvordan det står nu, og gentag det, der stadig er rigtigt."),
        ReasonWording(
            "Nobody need look at it any more; load the page again.",
            nb: "Ingen trenger å se på det lenger; last siden på nytt.", nn: "Ingen treng å sjå på det lenger; last sida på nytt.",
            da: "Ingen behøver at se på det længere; genindlæs siden."),
    ]
}
