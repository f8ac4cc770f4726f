// Written by tools/generate.sh from schemas/opportunity/v1/needs.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func updateNeeds() -> UpdateNeeds {
    UpdateNeeds(opportunityID: id(), needs: list { $0.text() }, reason: text())
  }
}

extension PBUpdateNeeds {
  init(_ value: UpdateNeeds) {
    self.init()
    opportunityID = value.opportunityID.text
    needs = value.needs.map { $0 }
    reason = value.reason
  }
}

extension Random {
  mutating func needsUpdated() -> NeedsUpdated {
    NeedsUpdated(needs: list { $0.text() }, reason: text())
  }
}

extension PBNeedsUpdated {
  init(_ value: NeedsUpdated) {
    self.init()
    needs = value.needs.map { $0 }
    reason = value.reason
  }
}

extension Random {
  mutating func noteCompetitor() -> NoteCompetitor {
    NoteCompetitor(opportunityID: id(), competitor: text(), note: text())
  }
}

extension PBNoteCompetitor {
  init(_ value: NoteCompetitor) {
    self.init()
    opportunityID = value.opportunityID.text
    competitor = value.competitor
    note = value.note
  }
}

extension Random {
  mutating func competitorNoted() -> CompetitorNoted {
    CompetitorNoted(competitor: text(), isKnown: bool(), note: text())
  }
}

extension PBCompetitorNoted {
  init(_ value: CompetitorNoted) {
    self.init()
    competitor = value.competitor
    known = value.isKnown
    note = value.note
  }
}
