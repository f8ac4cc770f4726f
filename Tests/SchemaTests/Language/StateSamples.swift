// Written by tools/generate.sh from schemas/opportunity/v1/state.proto; edit that, not this.

import FoundationEssentials
import Opportunities
import Schema

extension Random {
  mutating func dossier() -> Dossier {
    Dossier(quoteVersion: uint32())
  }
}

extension PBDossier {
  init(_ value: Dossier) {
    self.init()
    quoteVersion = value.quoteVersion
  }
}

extension Random {
  mutating func departmentTask() -> DepartmentTask {
    DepartmentTask(
      version: uint64(), team: id(), assignee: maybe { $0.id() }, opportunity: maybe { $0.id() },
      isCompleted: bool())
  }
}

extension PBDepartmentTask {
  init(_ value: DepartmentTask) {
    self.init()
    version = value.version
    teamID = value.team.text
    if let assignee = value.assignee { self.assigneeID = assignee.text }
    if let opportunity = value.opportunity { self.opportunityID = opportunity.text }
    isCompleted = value.isCompleted
  }
}
