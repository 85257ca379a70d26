#include "emitter/platform/api/v3/resources/contacts/import_calls.h"

#include "emitter/platform/account/operations/contacts/contacts.h"
#include "emitter/platform/account/operations/contacts/marks/tags.h"
#include "emitter/platform/account/state/account_change.h"
#include "emitter/platform/account/state/put_contact.h"
#include "emitter/platform/api/rows/row_hash.h"
#include "emitter/platform/api/v3/conventions/v3_answers.h"
#include "emitter/platform/api/v3/resources/contacts/sent_contact.h"

#include <string>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::size_t kImportMax = 250;

/// {"success":0,"message":…,"failureReasons":[…]}
V3Error import_refused(const std::string& message, VendorJson reasons) {
  return {400, {{"success", 0}, {"message", message}, {"failureReasons", std::move(reasons)}}};
}

struct ImportedContact {
  ContactChange change;
  std::vector<std::string> tags;
  std::vector<std::uint64_t> joins;
  std::vector<std::uint64_t> leaves;
};

std::vector<std::uint64_t> list_ids(const SentAttributes& sent, std::string_view name) {
  std::vector<std::uint64_t> ids;
  for (const SentAttributes& list : sent.objects(name)) ids.push_back(list.required_id("listid"));
  return ids;
}

ImportedContact read_imported(const SentAttributes& sent) {
  ImportedContact one;
  one.change.email = sent.required_text("email");
  if (!is_email(*one.change.email)) sent.refuse("email", "It is no e-mail address.");
  one.change.first_name = sent.text("first_name");
  one.change.last_name = sent.text("last_name");
  one.change.phone = sent.text("phone");
  if (const auto company = sent.text("customer_acct_name"))
    one.change.customer_account = CustomerAccount{0, *company};
  for (const SentAttributes& field : sent.objects("fields"))
    one.change.fields.emplace_back(field.required_id("id"), field.text("value").value_or(""));
  one.tags = sent.texts("tags");
  one.joins = list_ids(sent, "subscribe");
  one.leaves = list_ids(sent, "unsubscribe");
  return one;
}

/// Each contact with what is wrong with it.
class ImportReading {
 public:
  explicit ImportReading(const std::vector<SentAttributes>& sent) {
    for (std::size_t i = 0; i < sent.size(); ++i) {
      try {
        contacts.push_back(read_imported(sent[i]));
      } catch (const V3Error& error) {
        const VendorJson& first = error.body()["errors"][0];
        std::string reason = first["title"];
        const std::string detail = first["detail"];
        if (!detail.empty()) reason += " " + detail;
        reasons.push_back({{"contact", i}, {"failureReason", std::move(reason)}});
      }
    }
  }
  std::vector<ImportedContact> contacts;
  VendorJson reasons = VendorJson::array();
};

void check_import_refers(const AccountDraft& draft, const ImportedContact& one) {
  check_contact_fields(draft, one.change);
  for (const auto* lists : {&one.joins, &one.leaves})
    for (const std::uint64_t list : *lists) require_related(draft.lists, list, "list");
}

void put_imported(AccountDraft& draft, const ImportedContact& one) {
  check_import_refers(draft, one);
  const auto known = contact_with(draft, *one.change.email);
  Contact contact = changed(draft, known ? *known : Contact(), one.change);
  for (const std::string& tag : one.tags) {
    take_tag(draft, tag);
    if (!contact.has_tag(tag)) contact.tags.push_back(tag);
  }
  for (const std::uint64_t list : one.joins) {
    std::erase(contact.left_lists, list);
    if (!contact.is_on_list(list)) contact.lists.push_back(list);
  }
  for (const std::uint64_t list : one.leaves) {
    std::erase(contact.lists, list);
    if (!contact.has_left(list)) contact.left_lists.push_back(list);
  }
  put_contact(draft, std::move(contact));
}

/// In the form of a UUID; each import has another.
std::string batch_id(std::uint64_t number) {
  const std::string hash = row_hash("import", number, 32);
  return fmt::format("{}-{}-4{}-a{}-{}", hash.substr(0, 8), hash.substr(8, 4), hash.substr(13, 3),
                     hash.substr(17, 3), hash.substr(20));
}

Answer import_contacts(const V3Call& call) {
  const SentAttributes sent("import", v3_body(call.call().body));
  if (!sent.has("contacts"))
    throw import_refused("'contacts' is a required field.", VendorJson::array());
  const auto contacts = sent.objects("contacts");
  if (contacts.size() > kImportMax)
    throw import_refused(fmt::format("At most {} contacts are taken at once.", kImportMax),
                         VendorJson::array());
  const ImportReading reading(contacts);
  if (!reading.reasons.empty())
    throw import_refused("Some contacts are not valid.", reading.reasons);
  Answer answer = v3_answer(
      200, call.platform().perform(
               V3Call::cause(),
               [&](AccountDraft& draft) {
                 for (const ImportedContact& one : reading.contacts) put_imported(draft, one);
               },
               [&](const Platform::View& view, const Platform::Performed&) {
                 const auto now = static_cast<std::uint64_t>(call.platform().now_us());
                 return VendorJson{{"success", 1},
                                   {"queued_contacts", reading.contacts.size()},
                                   {"batchId", batch_id(now + view.account.contacts.size())},
                                   {"message", "Contact import queued"}};
               }));
  for (Header& header : answer.headers)
    if (header.name == "Content-Type") header.value = "text/html; charset=UTF-8";
  return answer;
}

/// Nothing is ever outstanding: an import is done before it is answered.
Answer list_imports(const V3Call&) {
  return v3_answer(
      200, {{"outstanding", VendorJson::array()}, {"recentlyCompleted", VendorJson::array()}});
}

Answer read_import(const V3Call& call) {
  if (!call.query().parameter("batchId")) {
    throw V3Error(400, {{"success", 0}, {"message", "'batchId' is a required field."}});
  }
  return v3_answer(200, {{"status", "completed"},
                         {"success", VendorJson::array()},
                         {"failure", VendorJson::array()}});
}

}  // namespace

std::span<const V3Route> import_routes() {
  static constexpr V3Route kRoutes[] = {
      {"POST", "/import/bulk_import", import_contacts},
      {"GET", "/import/bulk_import", list_imports},
      {"GET", "/import/info", read_import},
  };
  return kRoutes;
}

}  // namespace hookline
