package import Schema

/// A code of a fixed vocabulary: the word that programs read, and what people call it.
package struct Word: Equatable, Sendable {
  /// Lower case, words joined by `-`; grades are capital letters. Empty: absent.
  package let code: String
  private let zh: String
  private let en: String

  package init(_ code: String, _ zh: String, _ en: String) {
    self.code = code
    self.zh = zh
    self.en = en
  }

  package static let absent = Word("", "", "")

  /// A code this program does not know is shown as it is.
  package static func unknown(_ code: String) -> Word { Word(code, code, code) }

  package func label(_ language: Language) -> String { language.choose(zh, en) }
}

extension PBStage {
  package var word: Word {
    switch self {
    case .unspecified: .absent
    case .contact: Word("contact", "初步接触", "First contact")
    case .needs: Word("needs", "需求确认", "Needs confirmed")
    case .proposal: Word("proposal", "方案提交", "Proposal sent")
    case .quoted: Word("quoted", "报价", "Quoted")
    case .negotiation: Word("negotiation", "商务谈判", "Negotiation")
    case .closing: Word("closing", "合同签订", "Closing")
    case .UNRECOGNIZED(let number): .unknown("stage-\(number)")
    }
  }
}

extension PBGrade {
  package var word: Word {
    switch self {
    case .unspecified: .absent
    case .a: Word("A", "A", "A")
    case .b: Word("B", "B", "B")
    case .c: Word("C", "C", "C")
    case .UNRECOGNIZED(let number): .unknown("grade-\(number)")
    }
  }
}

extension PBStatus {
  package var word: Word {
    switch self {
    case .unspecified: .absent
    case .open: Word("open", "进行中", "Open")
    case .won: Word("won", "成交", "Won")
    case .lost: Word("lost", "丢单", "Lost")
    case .archived: Word("archived", "归档", "Archived")
    case .dormant: Word("dormant", "沉寂", "Dormant")
    case .eliminated: Word("eliminated", "淘汰", "Eliminated")
    case .UNRECOGNIZED(let number): .unknown("status-\(number)")
    }
  }
}

extension PBChannel {
  var word: Word {
    switch self {
    case .unspecified: .absent
    case .phone: Word("phone", "电话", "Phone")
    case .email: Word("email", "邮件", "E-mail")
    case .meeting: Word("meeting", "会议", "Meeting")
    case .visit: Word("visit", "拜访", "Visit")
    case .message: Word("message", "消息", "Message")
    case .video: Word("video", "视频", "Video")
    case .other: Word("other", "其他", "Other")
    case .UNRECOGNIZED(let number): .unknown("channel-\(number)")
    }
  }
}

extension PBSentiment {
  package var word: Word {
    switch self {
    case .unspecified: .absent
    case .positive: Word("positive", "积极", "Positive")
    case .neutral: Word("neutral", "中性", "Neutral")
    case .objection: Word("objection", "异议", "Objection")
    case .deferral: Word("deferral", "拖延", "Deferral")
    case .negative: Word("negative", "消极", "Negative")
    case .UNRECOGNIZED(let number): .unknown("sentiment-\(number)")
    }
  }
}

extension PBRole {
  package var word: Word {
    switch self {
    case .unspecified: .absent
    case .rep: Word("rep", "销售", "Rep")
    case .manager: Word("manager", "主管", "Manager")
    case .departmentHead: Word("department-head", "部门负责人", "Department head")
    case .owner: Word("owner", "老板", "Owner")
    case .operations: Word("operations", "销售运营", "Operations")
    case .customerService: Word("customer-service", "客服", "Customer service")
    case .UNRECOGNIZED(let number): .unknown("role-\(number)")
    }
  }
}

extension PBCustomerKind {
  var word: Word {
    switch self {
    case .unspecified: .absent
    case .organisation: Word("organisation", "企业", "Organisation")
    case .person: Word("person", "个人", "Person")
    case .UNRECOGNIZED(let number): .unknown("customer-kind-\(number)")
    }
  }
}

extension PBActor.Kind {
  package var word: Word {
    switch self {
    case .unspecified: .absent
    case .user: Word("user", "用户", "User")
    case .system: Word("system", "系统", "System")
    case .integration: Word("integration", "集成", "Integration")
    case .import: Word("import", "导入", "Import")
    case .UNRECOGNIZED(let number): .unknown("actor-\(number)")
    }
  }
}

extension PBStreamKind {
  package var word: Word {
    switch self {
    case .unspecified: .absent
    case .policy: Word("policy", "规则", "Policy")
    case .team: Word("team", "团队", "Team")
    case .user: Word("user", "用户", "User")
    case .customer: Word("customer", "客户", "Customer")
    case .opportunity: Word("opportunity", "商机", "Opportunity")
    case .lead: Word("lead", "线索", "Lead")
    case .departmentTask: Word("task", "任务", "Task")
    case .approval: Word("approval", "审批", "Approval")
    case .review: Word("review", "抽查", "Review")
    case .target: Word("target", "目标", "Target")
    case .award: Word("award", "奖励", "Award")
    case .importBatch: Word("import-batch", "导入批次", "Import batch")
    case .outbound: Word("outbound", "对接进度", "Outbound consumer")
    case .calibration: Word("calibration", "预测校准", "Calibration")
    case .erasure: Word("erasure", "个人信息删除", "Erasure")
    case .UNRECOGNIZED(let number): .unknown("stream-\(number)")
    }
  }
}
