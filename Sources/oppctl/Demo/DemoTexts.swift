import Schema

/// What people in the demonstration are called, sell and write.
enum DemoTexts {
  static let surnames = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林",
    "何", "郭", "马", "罗",
  ]
  static let givenNames = [
    "伟", "芳", "娜", "敏", "静", "强", "磊", "洋", "艳", "勇", "杰", "娟", "涛", "明", "超", "秀英",
    "霞", "平", "刚", "桂英", "建国", "志强", "晓明", "海燕", "丽华", "文博", "思远", "雨桐", "子涵",
    "浩然",
  ]

  static let departments: [(code: String, name: String)] = [
    ("east", "华东大区"), ("south", "华南大区"), ("north", "华北大区"), ("west", "西部大区"),
  ]

  /// Teams that sell nothing: who cleans leads, reads contracts, delivers, helps, and cares.
  static let offices: [(code: String, name: String)] = [
    ("marketing", "市场部线索清洗组"), ("legal", "法务部"), ("delivery", "实施交付部"),
    ("presales", "售前支持部"), ("service", "客户服务部"),
  ]

  static let cities: [(name: String, region: String)] = [
    ("上海", "华东"), ("杭州", "华东"), ("南京", "华东"), ("苏州", "华东"), ("宁波", "华东"),
    ("广州", "华南"), ("深圳", "华南"), ("东莞", "华南"), ("厦门", "华南"), ("佛山", "华南"),
    ("北京", "华北"), ("天津", "华北"), ("济南", "华北"), ("青岛", "华北"), ("石家庄", "华北"),
    ("成都", "西部"), ("重庆", "西部"), ("西安", "西部"), ("昆明", "西部"), ("贵阳", "西部"),
  ]

  static let brandFirst = [
    "华", "中", "金", "恒", "瑞", "天", "盛", "宏", "泰", "东", "信", "佳", "德", "远", "海", "新",
    "永", "众", "嘉", "博", "云", "星", "光", "智",
  ]
  static let brandSecond = [
    "达", "康", "源", "成", "科", "联", "通", "丰", "力", "安", "创", "诚", "邦", "图", "晟", "翔",
    "锐", "禾", "腾", "景", "凯", "越", "洲", "峰",
  ]
  static let brandThird = [
    "", "一", "世", "美", "利", "和", "高", "立", "正", "立方", "无限", "同", "信", "伟", "航", "丰",
  ]

  static let industries: [(name: String, suffix: String)] = [
    ("制造", "机械制造有限公司"), ("医疗", "医疗科技有限公司"), ("教育", "教育咨询有限公司"),
    ("零售", "商贸有限公司"), ("物流", "物流有限公司"), ("软件", "软件技术有限公司"),
    ("能源", "能源股份有限公司"), ("食品", "食品有限公司"), ("建筑", "建设工程有限公司"),
    ("金融", "金融服务有限公司"),
  ]

  static let products = [
    "数据平台", "智能报表系统", "客户管理系统", "生产排程系统", "仓储管理系统", "数据安全方案",
    "移动办公平台", "质量追溯系统", "呼叫中心", "财务共享平台",
  ]
  static let needs = [
    "一键生成报表", "数据安全", "和现有 ERP 打通", "移动端审批", "降低人工成本", "多部门协作",
    "私有化部署", "上线要快", "权限分级", "历史数据迁移",
  ]
  static let sources = ["市场投流", "市场活动", "销售自主开发", "老客户转介绍"]
  static let competitors = ["金蝶", "用友", "销售易", "纷享销客", "Salesforce"]

  static func stageNote(_ stage: PBStage) -> String {
    switch stage {
    case .needs: "客户同意详谈，需求和使用人数已确认"
    case .proposal: "方案已发给客户，附案例两份"
    case .quoted: "报价单已发，客户正与同行对比"
    case .negotiation: "已开会谈价格与付款条款，会议纪要已归档"
    case .closing: "客户口头确认合作，合同进入法务"
    default: "重新接触，情况有变"
    }
  }

  /// What a rep notes down beside a feedback tag.
  static func note(for tag: String) -> String {
    switch tag {
    case "interested": "客户对演示很感兴趣，想看更多细节"
    case "budget-confirmed": "客户确认今年有预算，走部门审批"
    case "agreed-to-meet": "约好下周面谈，决策人会参加"
    case "likes-proposal": "方案得到技术负责人认可"
    case "ready-to-sign": "合同条款已谈妥，等盖章"
    case "asked-for-information": "客户索要产品资料和报价模板"
    case "needs-case-study": "客户想看同行业案例"
    case "price-too-high": "客户觉得报价高，希望再优惠"
    case "discount-requested": "客户要求申请折扣，需主管审批"
    case "comparing-competitors": "客户正在对比两家同行"
    case "security-concern": "客户担心数据安全，问能否私有化部署"
    case "decide-later": "客户说以后再说，下个季度再联系"
    case "budget-frozen": "客户预算冻结，要等年度调整"
    case "no-answer": "电话没有接通，已发消息"
    case "no-purchase-plan": "客户明确说暂时不采购"
    case "chose-competitor": "客户已选同行"
    case "complaint": "客户对响应速度不满"
    default: "常规沟通，了解近况"
    }
  }
}
