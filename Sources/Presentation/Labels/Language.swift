/// The languages of the users.
package enum Language: String, CaseIterable, Sendable {
  case zh
  case en

  /// The language of a POSIX locale such as `zh_CN.UTF-8`; English unless it is Chinese.
  package init(locale: String) {
    self = locale.lowercased().hasPrefix("zh") ? .zh : .en
  }

  func choose(_ zh: String, _ en: String) -> String {
    self == .zh ? zh : en
  }
}
