import Pathways

/// Everything that pages say by themselves, in every language. Steps, roles and phases have their words in the definition.
enum Text: Sendable, Hashable, CaseIterable {
    case today, yesterday, tomorrow, oneDay, days, hours, late, within, by, wasDue, expected, now
    case navToday, navCitizens, navLetters, skipToContent, notSignedIn, language, updated
    case organisations, chooseOrganisation, nothingYet, tryDemo
    case weOwe, othersOwe, whatIsNew, nothingOwed, showMore, nothingFromOthers, nothingNew
    case unknownName, years, discharged
    case pathwayOf, dayOfStay, noPlan, planStopped
    case nothingToDoNow, responsibleNow, team, doneAndComing, letters, history, record
    case stateOpen, stateLate, statePlanned, stateDone, stateWithdrawn, stateSkipped, wasLate, thinLine
    case drawingLabel, citizenSelf, standsIn
    case answerYes, answerNo, contactedAtHome, change, closeStep, skipStep, reopen, markSeen, why, whyHint, whyMissing, whyMissingText
    case attentionTitle
    case incoming, outgoing, unanswered, refused, needingHuman, all, noLetters
    case from, to, sent, received, type, outcome, because, receipt, noReceipt, rawLetter, attachments, moveLetter, moveHint, markHandled
    case citizenNumber, find, findHint, notFoundCitizen, recentCitizens
    case outcomeAccepted, outcomeRefused, outcomeUnreadable, cancelled
    case waiting, sentState, doneState, failed, withdrawn
    case notFoundTitle, notFoundText, errorTitle, errorText, forbiddenTitle, forbiddenText, noAccessTitle, noAccessText, noTraceText
    case citizenView, professionalView, whatHappensNow, whatComesNext, whoHelps, waitingDay, waitingDays, withoutYes, priceOfYear
    case linkedIdentities, unlink, died, protectedAddress, anotherService, older
    case navPathways, pathwaysLead, noPathways, forWhom, whatHappens, whoTakesPart, whereItIsFrom, version, versionsHeading, runsFrom,
        draftNote
    case oneStep, steps, inNorway, inDenmark, inBoth, dueWord, opensWord, lateTells, verified, notVerified, readOn, competence, oneContact,
        definitionLabel
    case nationalRule, localAgreement, example, goalsHeading, citizenReads
    case editorHeading, editorLead, editorLabel, editText, checkIt, nothingWrong, mistakesHeading, warningsHeading, lineWord
    case moveStep, newDue, restoreStep, pauseStep, resumeStep, offerStep, offerTo, orSomebody, answerBy, isOffered, acceptOffer,
        declineOffer
    case counterOffer, withdrawOffer, choose, chooseWhat, commentStep, whatToSay, sayHint, wasMoved, notYoursTitle
    case adaptHeading, addStep, stepTitle, whoDoes, pausePathway, resumePathway, stopPathway, startPathway, whichPathway
    case mattersHeading, sayMatters, setGoal, goalTitle, goalReached, goalNotYet, dropGoal, offerLetter, insteadWord, putBefore,
        remark
    case replaceStep, whatInstead, restsUntil, rests, goesOn, insteadOf, replacedBy, restoreReplaced, moveVersion, toVersion, addOwn,
        whatIWillDo, byWhen
    case setTarget, atMostWord, exactlyWord, dayToCome, targetIsNumber
    case startUnknown, startRuns, startElsewhere, startNeedsStay, startIsStay
    case ownHeading, sharedDays, yourContact
    case figures, seeFigures, figuresLead, backToPathway, backToFigures, periodLabel, lastMonth, lastYear, sinceEver, allVersions,
        figureBegun,
        figureRunning
    case adherenceHeading, stepByStep, whoWord, onTime, doneLate, howLate, pastDue, skippedWord, waitingWord, undatedWord, goneWord,
        fallenDue
    case ofWord, half, ninety, nobodyYet, doneOtherwise, withoutReason, otherReason, otherReasons, behindNumber, metWord, measuredWord,
        wasDueOn,
        begunOn
    case worseHeading, scoreHeading, callNow, callWhenWorse, callEmergency, untilWord, nobodyToCall, nobodyToCallText, noPhone, missingWord,
        isMissing,
        atLeastWord
    case tooOld, typedHere, otherUnit, cannotBeRight, measurementWord, valueWord, measuredAt, pointsWord, isbarHeading, copyText, copied,
        fillIn
    case makeText, textReady, notKept, whatChanged, notSaid, sinceWhen, whatConcern, whatAsk, whoCalls, callBackOn, toTheCitizen
    case zonesHeading, latestValue, toldWord, appliesNow, notMeasured, noZone, unreadValue
    case goalIsReached, goalIsNotYet, takeGoalUp, goalDropped, goalUnsaid, goalUnmeasured
    case forPathways
    case demoName, demoPause, demoResume, demoFilling, demoStill, demoPaused
    case tourName, tourInvite, tourInviteText, tourStart, tourDecline, tourNext, tourBack, tourLeave, tourDone, tourToReady,
        tourToDeadline, tourLead
    case empty
}
