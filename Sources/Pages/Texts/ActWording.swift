import Pathways

/// What people did with a plan, as its history tells it.
enum ActWording {
    static let all: [String: Wording] = [
        "step begun": Wording(
            nb: "Et steg ble sett eller påbegynt", nn: "Eit steg vart sett eller teke fatt på", da: "Et trin blev set eller påbegyndt",
            en: "A step was seen or begun"),
        "step moved": Wording(nb: "Et steg ble flyttet", nn: "Eit steg vart flytta", da: "Et trin blev flyttet", en: "A step was moved"),
        "step added": Wording(
            nb: "Et eget steg ble lagt til", nn: "Eit eige steg vart lagt til", da: "Et eget trin blev tilføjet", en: "A step was added"),
        "step replaced": Wording(
            nb: "Et steg ble erstattet av et annet", nn: "Eit steg vart erstatta av eit anna", da: "Et trin blev erstattet af et andet",
            en: "A step was replaced"),
        "step restored": Wording(
            nb: "Et steg ble satt tilbake", nn: "Eit steg vart sett tilbake", da: "Et trin blev sat tilbage", en: "A step was put back"),
        "step commented": Wording(
            nb: "Kommentar til et steg", nn: "Kommentar til eit steg", da: "Kommentar til et trin", en: "Comment on a step"),
        "option chosen": Wording(nb: "Et valg ble tatt", nn: "Eit val vart teke", da: "Et valg blev truffet", en: "A choice was made"),
        "pathway started": Wording(
            nb: "Et forløp ble startet", nn: "Eit forløp vart starta", da: "Et forløb blev startet", en: "A pathway was started"),
        "pathway paused": Wording(nb: "Satt på pause", nn: "Sett på pause", da: "Sat på pause", en: "Paused"),
        "pathway resumed": Wording(nb: "Tatt opp igjen", nn: "Teke opp att", da: "Genoptaget", en: "Resumed"),
        "pathway stopped": Wording(
            nb: "Et forløp ble stanset", nn: "Eit forløp vart stansa", da: "Et forløb blev stoppet", en: "A pathway was stopped"),
        "pathway version moved": Wording(
            nb: "Et forløp fikk ny versjon", nn: "Eit forløp fekk ny versjon", da: "Et forløb fik ny version",
            en: "A pathway was moved to another version"),
        "step offered": Wording(
            nb: "Et steg ble tilbudt andre", nn: "Eit steg vart tilbode andre", da: "Et trin blev tilbudt andre",
            en: "A step was offered to others"),
        "offer accepted": Wording(nb: "Tilbud tatt imot", nn: "Tilbod teke imot", da: "Tilbud accepteret", en: "Offer accepted"),
        "offer declined": Wording(nb: "Tilbud avslått", nn: "Tilbod avslått", da: "Tilbud afslået", en: "Offer declined"),
        "offer withdrawn": Wording(
            nb: "Tilbud trukket tilbake", nn: "Tilbod trekt tilbake", da: "Tilbud trukket tilbage", en: "Offer withdrawn"),
        "goal set": Wording(nb: "Mål satt", nn: "Mål sett", da: "Mål sat", en: "Goal set"),
        "goal dropped": Wording(nb: "Mål lagt bort", nn: "Mål lagt bort", da: "Mål opgivet", en: "Goal dropped"),
        "what matters said": Wording(
            nb: "Hva som er viktig, ble sagt", nn: "Kva som er viktig, vart sagt", da: "Det vigtige blev fortalt",
            en: "What matters was said"),
    ]
}
