import Foundation

/// Panels of lines over one logarithmic axis, as SVG that any browser shows.
struct LineChart {
  struct Series {
    var name: String
    /// x above 0, y not negative.
    var points: [(x: Double, y: Double)]
  }

  struct Panel {
    var title: String
    var series: [Series]
  }

  let title: String
  let horizontal: String
  let panels: [Panel]

  private static let columns = 2
  private static let panelWidth = 460.0
  private static let panelHeight = 260.0
  private static let heading = 44.0
  /// Room for the labels around the plot of a panel.
  private static let margin = (left: 72.0, right: 20.0, top: 48.0, bottom: 44.0)
  private static let colours = ["#0b62a4", "#c2410c", "#3f7d20"]

  var svg: String {
    let rows = (panels.count + Self.columns - 1) / Self.columns
    let width = Self.panelWidth * Double(Self.columns)
    let height = Self.heading + Self.panelHeight * Double(rows)
    var parts = [
      Self.element("rect", ["width": "100%", "height": "100%", "fill": "white"]),
      Self.element("text", ["x": "16", "y": "28", "font-size": "16"], Self.escaped(title)),
    ]
    for (index, panel) in panels.enumerated() {
      let x = Self.panelWidth * Double(index % Self.columns)
      let y = Self.heading + Self.panelHeight * Double(index / Self.columns)
      parts.append(
        Self.element(
          "g", ["transform": "translate(\(Self.text(x)) \(Self.text(y)))"],
          "\n" + body(of: panel).joined(separator: "\n") + "\n"))
    }
    return Self.element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "width": Self.text(width),
        "height": Self.text(height), "viewBox": "0 0 \(Self.text(width)) \(Self.text(height))",
        "font-family": "sans-serif", "font-size": "12",
      ], "\n" + parts.joined(separator: "\n") + "\n") + "\n"
  }

  private func body(of panel: Panel) -> [String] {
    let points = panel.series.flatMap(\.points)
    guard let least = points.map(\.x).min(), let most = points.map(\.x).max(), least > 0 else {
      return []
    }
    let right = Self.panelWidth - Self.margin.right
    let bottom = Self.panelHeight - Self.margin.bottom
    let across = LogScale(from: least, to: most, at: Self.margin.left..<right)
    let steps = Self.steps(to: points.map(\.y).max() ?? 0)
    let top = steps.last ?? 1
    func height(_ y: Double) -> Double { bottom - y / top * (bottom - Self.margin.top) }

    var parts = [
      Self.element(
        "text", ["x": Self.text(Self.margin.left), "y": "16", "font-weight": "bold"],
        Self.escaped(panel.title))
    ]
    for step in steps {
      let y = Self.text(height(step))
      let line = "M\(Self.text(Self.margin.left)) \(y)H\(Self.text(right))"
      parts.append(Self.element("path", ["d": line, "stroke": "#ddd"]))
      parts.append(
        Self.element(
          "text",
          [
            "x": Self.text(Self.margin.left - 8), "y": y, "text-anchor": "end",
            "dominant-baseline": "middle",
          ], Self.label(step)))
    }
    for x in Set(points.map(\.x)).sorted() {
      let place = Self.text(across.place(of: x))
      parts.append(
        Self.element("path", ["d": "M\(place) \(Self.text(bottom))v5", "stroke": "#444"]))
      parts.append(
        Self.element(
          "text", ["x": place, "y": Self.text(bottom + 18), "text-anchor": "middle"],
          Self.label(x)))
    }
    parts.append(
      Self.element(
        "text",
        [
          "x": Self.text((Self.margin.left + right) / 2), "y": Self.text(Self.panelHeight - 8),
          "text-anchor": "middle", "fill": "#555",
        ], Self.escaped(horizontal) + " (log)"))
    for (index, series) in panel.series.enumerated() {
      let places = series.points.map { (x: across.place(of: $0.x), y: height($0.y)) }
      parts += Self.lines(of: series.name, at: index, through: places)
    }
    return parts
  }

  /// The line of a series, a dot for each value, and its name in its colour.
  private static func lines(
    of name: String, at index: Int, through places: [(x: Double, y: Double)]
  ) -> [String] {
    let colour = colours[index % colours.count]
    let path = places.map { "\(text($0.x)),\(text($0.y))" }.joined(separator: " ")
    let line = element(
      "polyline", ["points": path, "fill": "none", "stroke": colour, "stroke-width": "2"])
    let dots = places.map {
      element("circle", ["cx": text($0.x), "cy": text($0.y), "r": "3", "fill": colour])
    }
    let legend = element(
      "text", ["x": text(margin.left + Double(index) * 150), "y": "34", "fill": colour],
      "● " + escaped(name))
    return [line] + dots + [legend]
  }

  /// - Parameter content: markup; nil closes the element at once.
  private static func element(
    _ name: String, _ attributes: KeyValuePairs<String, String>, _ content: String? = nil
  ) -> String {
    let list = attributes.map { " \($0.key)=\"\($0.value)\"" }.joined()
    guard let content else { return "<\(name)\(list)/>" }
    return "<\(name)\(list)>\(content)</\(name)>"
  }

  /// Round values from 0 to at least `most`, about five of them.
  static func steps(to most: Double) -> [Double] {
    guard most > 0 else { return [0, 1] }
    let power = pow(10, (log10(most / 4)).rounded(.down))
    let step = [1.0, 2, 2.5, 5, 10].map { $0 * power }.first { most / $0 <= 5 } ?? 10 * power
    return stride(from: 0, through: (most / step).rounded(.up) * step, by: step).map { $0 }
  }

  /// 20000000 is 20 M.
  static func label(_ value: Double) -> String {
    let (scaled, unit) =
      value >= 1e6 ? (value / 1e6, " M") : value >= 1e4 ? (value / 1e3, " k") : (value, "")
    let digits = scaled == scaled.rounded() ? "%.0f" : scaled >= 1 ? "%.1f" : "%.2f"
    return String(format: digits, scaled) + unit
  }

  private static func text(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : String(format: "%.1f", value)
  }

  private static func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "&", with: "&amp;")
      .replacingOccurrences(of: "<", with: "&lt;").replacingOccurrences(of: ">", with: "&gt;")
  }
}

/// Where a value lies on a logarithmic axis.
private struct LogScale {
  let from: Double
  let to: Double
  let at: Range<Double>

  /// A single value lies in the middle.
  func place(of value: Double) -> Double {
    guard to > from else { return (at.lowerBound + at.upperBound) / 2 }
    return at.lowerBound + log(value / from) / log(to / from) * (at.upperBound - at.lowerBound)
  }
}
