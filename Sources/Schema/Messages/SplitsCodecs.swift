// Written by tools/generate.sh from schemas/opportunity/v1/splits.proto; edit that, not this.

package import Opportunities

extension SplitKind: WireEnum {}

extension SplitShare: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var party: UserID = UserID(.empty)
    var share: PartsPerMillion = PartsPerMillion(0)
    while let field = try reader.nextField() {
      switch field {
      case 1: party = try reader.identifier("party_id")
      case 2: share = PartsPerMillion(try reader.uint32("share_ppm"))
      default: try reader.skip()
      }
    }
    self.init(party: party, share: share)
  }

  package func write(to writer: inout WireWriter) {
    writer.identifier(1, party)
    writer.uint32(2, share.count)
  }
}

extension AddCollaborator: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var user: UserID = UserID(.empty)
    var part: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: user = try reader.identifier("user_id")
      case 3: part = try reader.detail("part")
      default: try reader.skip()
      }
    }
    self.init(opportunityID: opportunityID, user: user, part: part)
  }
}

extension CollaboratorAdded: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var user: UserID = UserID(.empty)
    var part: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: user = try reader.identifier("user_id")
      case 2: part = try reader.detail("part")
      default: try reader.skip()
      }
    }
    self.init(user: user, part: part)
  }

  package func write(to writer: inout WireWriter) {
    writer.identifier(1, user)
    writer.string(2, part)
  }
}

extension RemoveCollaborator: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var user: UserID = UserID(.empty)
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: user = try reader.identifier("user_id")
      case 3: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(opportunityID: opportunityID, user: user, reason: reason)
  }
}

extension CollaboratorRemoved: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var user: UserID = UserID(.empty)
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: user = try reader.identifier("user_id")
      case 2: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(user: user, reason: reason)
  }

  package func write(to writer: inout WireWriter) {
    writer.identifier(1, user)
    writer.string(2, reason)
  }
}

extension ProposeSplit: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var kind: SplitKind?
    var method: SplitMethod?
    var shares: [SplitShare] = []
    var chooser: UserID?
    var proposer: UserID?
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: kind = try reader.enumeration("kind")
      case 3: method = try reader.enumeration("method")
      case 4: try reader.append(to: &shares, "shares")
      case 5: chooser = try reader.optionalIdentifier("chooser_id")
      case 6: proposer = try reader.optionalIdentifier("proposer_id")
      default: try reader.skip()
      }
    }
    self.init(
      opportunityID: opportunityID, kind: try reader.required(kind, "kind"),
      method: try reader.required(method, "method"), shares: shares, chooser: chooser,
      proposer: proposer)
  }
}

extension SplitProposed: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var proposal: UInt32 = 0
    var kind: SplitKind?
    var method: SplitMethod?
    var shares: [SplitShare] = []
    var proposer: UserID = UserID(.empty)
    var chooser: UserID?
    while let field = try reader.nextField() {
      switch field {
      case 1: proposal = try reader.uint32("proposal")
      case 2: kind = try reader.enumeration("kind")
      case 3: method = try reader.enumeration("method")
      case 4: try reader.append(to: &shares, "shares")
      case 5: proposer = try reader.identifier("proposer_id")
      case 6: chooser = try reader.optionalIdentifier("chooser_id")
      default: try reader.skip()
      }
    }
    self.init(
      proposal: proposal, kind: try reader.required(kind, "kind"),
      method: try reader.required(method, "method"), shares: shares, proposer: proposer,
      chooser: chooser)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint32(1, proposal)
    writer.enumeration(2, kind)
    writer.enumeration(3, method)
    writer.messages(4, shares)
    writer.identifier(5, proposer)
    writer.identifier(6, chooser)
  }
}

extension AcceptSplit: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var proposal: UInt32 = 0
    var party: UserID?
    var choice: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: proposal = try reader.uint32("proposal")
      case 3: party = try reader.optionalIdentifier("party_id")
      case 4: choice = try reader.uint32("choice")
      default: try reader.skip()
      }
    }
    self.init(opportunityID: opportunityID, proposal: proposal, party: party, choice: choice)
  }
}

extension SplitAccepted: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var proposal: UInt32 = 0
    var party: UserID = UserID(.empty)
    var choice: UInt32 = 0
    while let field = try reader.nextField() {
      switch field {
      case 1: proposal = try reader.uint32("proposal")
      case 2: party = try reader.identifier("party_id")
      case 3: choice = try reader.uint32("choice")
      default: try reader.skip()
      }
    }
    self.init(proposal: proposal, party: party, choice: choice)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint32(1, proposal)
    writer.identifier(2, party)
    writer.uint32(3, choice)
  }
}

extension SplitEffective: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var proposal: UInt32 = 0
    var kind: SplitKind?
    var shares: [SplitShare] = []
    while let field = try reader.nextField() {
      switch field {
      case 1: proposal = try reader.uint32("proposal")
      case 2: kind = try reader.enumeration("kind")
      case 3: try reader.append(to: &shares, "shares")
      default: try reader.skip()
      }
    }
    self.init(proposal: proposal, kind: try reader.required(kind, "kind"), shares: shares)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint32(1, proposal)
    writer.enumeration(2, kind)
    writer.messages(3, shares)
  }
}

extension RejectSplit: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var proposal: UInt32 = 0
    var party: UserID?
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: proposal = try reader.uint32("proposal")
      case 3: party = try reader.optionalIdentifier("party_id")
      case 4: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(opportunityID: opportunityID, proposal: proposal, party: party, reason: reason)
  }
}

extension SplitRejected: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var proposal: UInt32 = 0
    var party: UserID = UserID(.empty)
    var reason: String = ""
    while let field = try reader.nextField() {
      switch field {
      case 1: proposal = try reader.uint32("proposal")
      case 2: party = try reader.identifier("party_id")
      case 3: reason = try reader.detail("reason")
      default: try reader.skip()
      }
    }
    self.init(proposal: proposal, party: party, reason: reason)
  }

  package func write(to writer: inout WireWriter) {
    writer.uint32(1, proposal)
    writer.identifier(2, party)
    writer.string(3, reason)
  }
}

extension SetMentorShare: WireReadable {
  package init(reading reader: inout WireReader) throws(WireError) {
    var opportunityID: OpportunityID = OpportunityID(.empty)
    var mentor: UserID = UserID(.empty)
    var team: TeamID = TeamID(.empty)
    var share: PartsPerMillion = PartsPerMillion(0)
    while let field = try reader.nextField() {
      switch field {
      case 1: opportunityID = try reader.identifier("opportunity_id")
      case 2: mentor = try reader.identifier("mentor_id")
      case 3: team = try reader.identifier("team_id")
      case 4: share = PartsPerMillion(try reader.uint32("share_ppm"))
      default: try reader.skip()
      }
    }
    self.init(opportunityID: opportunityID, mentor: mentor, team: team, share: share)
  }
}

extension MentorShareSet: WireMessage {
  package init(reading reader: inout WireReader) throws(WireError) {
    var mentor: UserID = UserID(.empty)
    var team: TeamID = TeamID(.empty)
    var share: PartsPerMillion = PartsPerMillion(0)
    while let field = try reader.nextField() {
      switch field {
      case 1: mentor = try reader.identifier("mentor_id")
      case 2: team = try reader.identifier("team_id")
      case 3: share = PartsPerMillion(try reader.uint32("share_ppm"))
      default: try reader.skip()
      }
    }
    self.init(mentor: mentor, team: team, share: share)
  }

  package func write(to writer: inout WireWriter) {
    writer.identifier(1, mentor)
    writer.identifier(2, team)
    writer.uint32(3, share.count)
  }
}
