import Schema
import SwiftProtobuf

/// To whom the demonstration sells: companies that follow from their numbers.
extension DemoCast {
  private struct CompanyIdentity {
    let city: (name: String, region: String)
    let industry: (name: String, suffix: String)
    let brand: String
  }

  func customerID(_ index: Int) -> String {
    "\(prefix)-customer-\(Self.padded(index + 1, 6))"
  }

  /// The company behind the number, with the name it is registered under.
  func registration(ofCustomer index: Int) -> PBRegisterCustomer {
    let company = identity(ofCustomer: index)
    let (name, address) = self.company(ofCustomer: index)
    return PBRegisterCustomer.with {
      $0.customerID = customerID(index)
      $0.kind = .organisation
      $0.name = name
      $0.industry = company.industry.name
      $0.region = company.city.region
      $0.source = DemoTexts.sources[index % DemoTexts.sources.count]
      $0.address = address
      $0.externalRefs = ["crm:\(customerID(index))"]
    }
  }

  func company(ofCustomer index: Int) -> (name: String, address: String) {
    let company = identity(ofCustomer: index)
    return (
      company.city.name + company.brand + company.industry.suffix,
      "\(company.city.name)市人民路\(index % 900 + 1)号"
    )
  }

  /// Somebody who works there; names and addresses are made up.
  func contact(ofCustomer index: Int, _ number: Int) -> (name: String, email: String) {
    var random = DemoRandom(seed: seed, stream: 500_000_000 + UInt64(index) * 4 + UInt64(number))
    let name = random.choose(DemoTexts.surnames) + random.choose(DemoTexts.givenNames)
    return (name, "c\(number)@\(customerID(index)).example")
  }

  func firstContact(ofCustomer index: Int) -> PBAddContact {
    let contact = contact(ofCustomer: index, 1)
    return PBAddContact.with {
      $0.customerID = customerID(index)
      $0.contactID = "c1"
      $0.name = contact.name
      $0.title = "采购经理"
      $0.decisionRole = .buyer
      $0.ways = [
        .with {
          $0.channel = .email
          $0.address = contact.email
        }
      ]
    }
  }

  /// What people call the company.
  func shortName(ofCustomer index: Int) -> String { identity(ofCustomer: index).brand }

  /// Walks through all combinations in an order that looks random and repeats only when all are
  /// used; a number then tells the next ones apart, so no two companies share a name.
  private func identity(
    ofCustomer index: Int
  ) -> CompanyIdentity {
    let first = DemoTexts.brandFirst.count
    let second = DemoTexts.brandSecond.count
    let third = DemoTexts.brandThird.count
    let names = first * second * third * DemoTexts.cities.count * DemoTexts.industries.count
    // The step is prime and divides no list's length, so it visits every combination.
    var rest = (index * 1_000_003 + Int(seed % 997) * 7_919) % names
    func pick<T>(_ list: [T]) -> T {
      defer { rest /= list.count }
      return list[rest % list.count]
    }
    let brand =
      pick(DemoTexts.brandFirst) + pick(DemoTexts.brandSecond) + pick(DemoTexts.brandThird)
    let city = pick(DemoTexts.cities)
    let industry = pick(DemoTexts.industries)
    let round = index / names
    return CompanyIdentity(
      city: city, industry: industry, brand: round == 0 ? brand : brand + String(round + 1))
  }
}
