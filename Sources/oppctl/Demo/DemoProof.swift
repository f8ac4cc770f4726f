import Crypto
import Foundation
import Schema
import SwiftProtobuf

// 行动证据与进入条件: what shows that a stage was reached, who checked it, and how the grade is judged.

extension DemoStory {
  /// Moves the deal one stage on, with what shows it; or asks first to let it pass without.
  ///
  /// - Parameter approval: of a gate that is not met; nil: none was asked for.
  mutating func advance(
    _ deal: inout DemoDeal, overriddenBy approval: String?, at moment: Int64
  ) {
    guard let next = PBStage(rawValue: deal.stage.rawValue + 1) else { return }
    let rep = cast.reps[deal.owner]
    let hasProof = deal.random.chance(0.45 + rep.diligence / 2)
    if approval == nil, !hasProof, next.rawValue >= PBStage.quoted.rawValue,
      deal.override == nil, deal.random.chance(0.4)
    {
      requestOverride(&deal, at: moment)
      return
    }
    if next == .needs { fillProfile(of: &deal, at: moment) }
    if next == .quoted || (next == .negotiation && deal.random.chance(0.3)) {
      issueQuote(&deal, at: moment)
    }
    let evidence = hasProof ? [attach(Self.proof(of: next), to: &deal, at: moment)] : []
    var body = deal.move(to: next, note: DemoTexts.stageNote(next))
    body.evidenceIds = evidence
    body.overrideApprovalID = approval ?? ""
    if next == .negotiation { body.managerID = cast.manager(of: deal.owner) }
    say(.moveStage(body), by: rep.id, at: moment)
    deal.override = nil
    followThrough(&deal, at: moment)
  }

  /// What entering a stage brings with it.
  private mutating func followThrough(_ deal: inout DemoDeal, at moment: Int64) {
    switch deal.stage {
    case .needs: score(&deal, at: moment)
    case .proposal: gatherHelp(&deal, at: moment)
    case .quoted: if deal.random.chance(0.35) { noteCompetitor(&deal, at: moment) }
    case .negotiation:
      addDecisionMaker(of: &deal, at: moment)
      owePeople(&deal, at: moment)
      setCategory(.best, of: &deal, at: moment)
    case .closing: setCategory(.commit, of: &deal, at: moment)
    default: break
    }
  }

  private static func proof(of stage: PBStage) -> PBEvidenceKind {
    switch stage {
    case .needs: .meetingAgreed
    case .proposal: .proposalFile
    case .quoted: .customerCompared
    case .negotiation: .meetingMinutes
    default: .customerConfirmed
    }
  }

  /// - Returns: the id of the evidence.
  mutating func attach(
    _ kind: PBEvidenceKind, to deal: inout DemoDeal, at moment: Int64
  ) -> String {
    deal.evidence += 1
    let evidence = "e\(deal.evidence)"
    deal.unverified.append(evidence)
    let (id, contact) = (deal.id, deal.random.chance(0.5) ? "c1" : "")
    say(
      .attachEvidence(
        .with {
          $0.opportunityID = id
          $0.evidenceID = evidence
          $0.kind = kind
          $0.fileSha256 = Self.digest("\(id)/\(evidence)")
          $0.uri = "https://files.example.com/\(id)/\(evidence)"
          $0.contactID = contact
        }), by: cast.reps[deal.owner].id, at: moment)
    return evidence
  }

  /// Stands for the SHA-256 of a file.
  static func digest(_ text: String) -> Data { Data(SHA256.hash(data: Data(text.utf8))) }

  /// Before the next talk the manager looks at the evidence, and the owner explains what is doubtful.
  mutating func settle(_ deal: inout DemoDeal, at moment: Int64) {
    let (id, manager) = (deal.id, cast.manager(of: deal.owner))
    for evidence in deal.unverified where deal.random.chance(0.7) {
      let isReal = deal.random.chance(0.95)
      say(
        .verifyEvidence(
          .with {
            $0.opportunityID = id
            $0.evidenceID = evidence
            $0.result = isReal ? .verified : .rejected
            $0.reason = isReal ? "" : "客户表示没有这份文件"
          }), by: manager, at: moment)
    }
    deal.unverified = []
    guard deal.isDoubtful, deal.random.chance(0.5) else { return }
    deal.isDoubtful = false
    say(
      .explainAnomaly(
        .with {
          $0.opportunityID = id
          $0.text = "客户的采购部门暂缓，使用部门仍在推进，保持等级"
        }), by: cast.reps[deal.owner].id, at: moment)
  }

  // MARK: Judgements

  mutating func grade(_ deal: inout DemoDeal, at moment: Int64) {
    var body = deal.grading()
    if deal.claimed == .a, body.basis.budget, deal.random.chance(0.4) {
      body.evidenceIds = [attach(.budgetConfirmation, to: &deal, at: moment)]
    }
    say(.gradeOpportunity(body), by: cast.reps[deal.owner].id, at: moment)
  }

  /// 抽查: the manager calls the customer and finds the grade true or not.
  mutating func review(_ deal: inout DemoDeal, at moment: Int64) {
    let isReached = deal.random.chance(0.9)
    let isTrue = deal.truth == .a
    var body = PBRecordReview()
    body.opportunityID = deal.id
    body.method = deal.random.choose([.phone, .phone, .visit, .records])
    body.verdict = !isReached ? .unreachable : isTrue ? .confirmed : .refuted
    body.note = !isReached ? "两次未联系上" : isTrue ? "客户确认有采购计划" : "客户说没有采购计划"
    if body.verdict == .refuted {
      deal.claimed = deal.truth
      let basis = deal.basis()
      deal.isDoubtful = !DemoDeal.isSupported(deal.claimed, by: basis)
      body.correctedGrade = deal.truth
      body.correctedBasis = basis
    }
    say(.recordReview(body), by: cast.manager(of: deal.owner), at: moment)
  }

  /// 评分卡: what is answered leans towards what the customer intends.
  private mutating func score(_ deal: inout DemoDeal, at moment: Int64) {
    guard deal.random.chance(0.6) else { return }
    let lean = deal.truth == .a ? 0 : deal.truth == .b ? 1 : 2
    var body = PBScoreOpportunity()
    body.opportunityID = deal.id
    for (dimension, options) in DemoTexts.scorecard {
      let place = deal.random.chance(0.6) ? lean : deal.random.index(below: 3)
      body.answers.append(
        .with {
          $0.dimension = dimension
          $0.option = options[place]
        })
    }
    say(.scoreOpportunity(body), by: cast.reps[deal.owner].id, at: moment)
  }

  private mutating func setCategory(
    _ category: PBForecastCategory, of deal: inout DemoDeal, at moment: Int64
  ) {
    guard deal.category != category, deal.random.chance(0.7) else { return }
    deal.category = category
    let id = deal.id
    say(
      .setForecastCategory(
        .with {
          $0.opportunityID = id
          $0.category = category
          $0.note = category == .commit ? "本月可签" : "争取本季度签"
        }), by: cast.reps[deal.owner].id, at: moment)
  }
}
