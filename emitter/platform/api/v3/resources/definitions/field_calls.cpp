#include "emitter/platform/api/v3/resources/definitions/field_calls.h"

#include "catcher/base/text/ascii.h"
#include "emitter/platform/account/operations/contacts/contacts.h"
#include "emitter/platform/account/operations/contacts/removals.h"
#include "emitter/platform/api/v3/conventions/tie_answers.h"
#include "emitter/platform/api/v3/rows/contact_rows.h"
#include "emitter/platform/api/v3/rows/contacts/contact_tie_rows.h"
#include "emitter/platform/api/v3/rows/contacts/tag_rows.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace hookline {
namespace {

constexpr std::array<std::string_view, 10> kFieldTypes = {
    "text",    "textarea", "date",     "datetime", "dropdown",
    "listbox", "radio",    "checkbox", "hidden",   "number"};

/// "favorite_color" of "Favorite color": what stands for a field in messages.
std::string tag_of(std::string_view title) {
  std::string tag;
  for (const char c : lowered(title)) {
    if (is_letter(c) || is_digit(c) || c == '-')
      tag += c;
    else if (!tag.empty() && tag.back() != '_')
      tag += '_';
  }
  return tag;
}

void set_sent_field(ContactField& field, const SentAttributes& sent) {
  if (sent.has("title")) field.title = sent.required_text("title");
  if (const auto type = sent.text("type")) {
    if (std::ranges::find(kFieldTypes, *type) == kFieldTypes.end())
      sent.refuse("type", "There is no such type of field.");
    field.type = *type;
  }
  if (const auto tag = sent.text("perstag")) {
    field.tag = lowered(*tag);
    std::erase(field.tag, ' ');
  }
  if (field.tag.empty()) field.tag = tag_of(field.title);
}

void check_title_is_free(const AccountDraft& draft, const ContactField& field) {
  const auto same = draft.contact_fields.find_if([&](const ContactField& other) {
    return other.id != field.id && other.title == field.title;
  });
  if (!same) return;
  throw V3Error(
      422, {{"errors", VendorJson::array({{{"title", "There is already a field with this title"},
                                           {"detail", "There is already a field named '" +
                                                          field.title + "' -- choose another name"},
                                           {"code", "duplicate"}}})}});
}

Answer create_field(const V3Call& call) {
  const SentAttributes sent = call.sent("field");
  sent.required_text("title");
  sent.required_text("type");
  ContactField field;
  set_sent_field(field, sent);
  return created_answer(call, kFields, sent, [&](AccountDraft& draft) {
    check_title_is_free(draft, field);
    return draft.contact_fields.put(field);
  });
}

/// A field's row without its options and relations.
VendorJson plain_field(const ContactField& field, const RowContext& context,
                       const VendorJson& sent) {
  VendorJson row = row_of(kFields.row, field, context, sent);
  row.erase("options");
  row.erase("relations");
  return row;
}

Answer change_field(const V3Call& call) {
  const SentAttributes sent = call.sent("field");
  std::shared_ptr<const ContactField> changed;
  return v3_answer(
      200,
      call.platform().perform(
          V3Call::cause(),
          [&](AccountDraft& draft) {
            const auto before = entity_of(call, draft, kFields, &AccountDraft::contact_fields);
            changed = edited(draft.contact_fields, *before, [&](ContactField& field) {
              set_sent_field(field, sent);
              check_title_is_free(draft, field);
            });
            retag_values(draft, *changed);
          },
          [&](const Platform::View& view, const Platform::Performed&) {
            return VendorJson{{"field", plain_field(*changed, call.context(view), sent.json())}};
          }));
}

/// Fields have no options and no relations here.
VendorJson no_parts() {
  return {{"fieldOptions", VendorJson::array()}, {"fieldRels", VendorJson::array()}};
}

Answer read_field(const V3Call& call) {
  return read_answer(call, kFields, &AccountState::contact_fields,
                     [](const ContactField&, const RowContext&) { return no_parts(); });
}

Answer list_fields(const V3Call& call) {
  const ListQuery query = call.query(kFields.default_limit);
  return v3_answer(200, call.platform().read([&](const Platform::View& view) {
    const RowContext context = call.context(view);
    const auto all = selected(view.account.contact_fields, kFields, query, context, TakesAll{});
    VendorJson rows = VendorJson::array();
    for (const ContactField* field : page_of(all, query))
      rows.push_back(row_of(kFields.row, *field, context));
    VendorJson body = no_parts();
    body["fields"] = std::move(rows);
    body["meta"] = {{"total", std::to_string(all.size())}, {"selected", nullptr}};
    return body;
  }));
}

Answer remove_field(const V3Call& call) {
  return removed_answer(call, kFields, &AccountDraft::contact_fields,
                        [](AccountDraft& draft, const ContactField& field) {
                          perform(RemoveContactField{field.id}, draft);
                        });
}

/// Which lists a field is shown with: here each is with all, whatever is sent.
Answer create_relation(const V3Call& call) {
  const SentAttributes sent = call.sent("fieldRel");
  const std::uint64_t field = sent.required_id("field");
  const std::uint64_t list = sent.id("relid").value_or(0);
  return v3_answer(201, call.platform().read([&](const Platform::View& view) {
    require_related(view.account.contact_fields, field, "field");
    if (list != 0) require_related(view.account.lists, list, "list");
    return VendorJson{{"fieldRel",
                       {{"relid", *sent.find("relid")},
                        {"field", *sent.find("field")},
                        {"cdate", call.context(view).time(call.platform().now_us() / 1'000'000)},
                        {"links", VendorJson::array()},
                        {"id", std::to_string(field)}}}};
  }));
}

// Values

std::shared_ptr<const Contact> with_value(AccountDraft& draft, std::uint64_t contact,
                                          std::uint64_t field, const std::string& value) {
  UpdateContact update;
  update.contact.id = contact;
  update.contact.fields = {{field, value}};
  perform(update, draft);
  return draft.events().back().contact;
}

const ContactFieldValue* value_in(const Contact& contact, std::uint64_t field) {
  const auto found = std::ranges::find(contact.fields, field, &ContactFieldValue::id);
  return found == contact.fields.end() ? nullptr : &*found;
}

VendorJson value_body(const Contact& contact, std::uint64_t field, bool is_new,
                      const SentAttributes& sent, const RowContext& context) {
  const FieldValue value{&contact, value_in(contact, field)};
  return {{"contacts", VendorJson::array({row_of(kContacts.row, contact, context)})},
          {"fieldValue",
           row_of(is_new ? kFieldValues.created : kFieldValues.row, value, context, sent.json())}};
}

Answer put_value(const V3Call& call) {
  const SentAttributes sent = call.sent("fieldValue");
  const std::uint64_t contact_id = sent.required_id("contact");
  const std::uint64_t field = sent.required_id("field");
  const auto value = sent.text("value");
  if (!value) sent.refuse_missing("value");
  bool is_new = false;
  std::shared_ptr<const Contact> contact;
  const VendorJson body = call.platform().perform(
      V3Call::cause(),
      [&](AccountDraft& draft) {
        const auto before = draft.contacts.find(contact_id);
        if (!before) throw no_result("Subscriber", contact_id);
        if (!draft.contact_fields.find(field)) throw no_result("Field", field);
        is_new = value_in(*before, field) == nullptr;
        contact = with_value(draft, contact_id, field, *value);
      },
      [&](const Platform::View& view, const Platform::Performed&) {
        return value_body(*contact, field, is_new, sent, call.context(view));
      });
  return v3_answer(is_new ? 201 : 200, body);
}

/// The contact that has the value of the path's id. Throws V3Error of 404.
template <class Tables>
std::shared_ptr<const Contact> tied_by_value(const V3Call& call, const Tables& tables) {
  const TieEnds ends = ends_of_tie(call.id());
  auto contact = tables.contacts.find(ends.contact);
  if (!contact || value_in(*contact, ends.other) == nullptr)
    throw no_result(kFieldValues.class_name, call.id());
  return contact;
}

Answer change_value(const V3Call& call) {
  const SentAttributes sent = call.sent("fieldValue");
  const std::uint64_t field = ends_of_tie(call.id()).other;
  const auto value = sent.text("value");
  if (!value) sent.refuse_missing("value");
  std::shared_ptr<const Contact> contact;
  return v3_answer(200, call.platform().perform(
                            V3Call::cause(),
                            [&](AccountDraft& draft) {
                              const auto before = tied_by_value(call, draft);
                              contact = with_value(draft, before->id, field, *value);
                            },
                            [&](const Platform::View& view, const Platform::Performed&) {
                              return value_body(*contact, field, false, sent, call.context(view));
                            }));
}

Answer read_value(const V3Call& call) {
  return v3_answer(200, call.platform().read([&](const Platform::View& view) {
    const auto contact = tied_by_value(call, view.account);
    const FieldValue value{contact.get(), value_in(*contact, ends_of_tie(call.id()).other)};
    return VendorJson{{"fieldValue", row_of(kFieldValues.row, value, call.context(view))}};
  }));
}

Answer list_values(const V3Call& call) {
  return tie_list_answer(call, kFieldValues, [](const Contact& contact, const AccountState&) {
    return field_values_of(contact);
  });
}

Answer remove_value(const V3Call& call) {
  call.platform().perform(V3Call::cause(), [&](AccountDraft& draft) {
    Contact contact = *tied_by_value(call, draft);
    std::erase_if(contact.fields,
                  [&](const auto& value) { return value.id == ends_of_tie(call.id()).other; });
    draft.contacts.put(std::move(contact));
  });
  return v3_answer(200, VendorJson::object());
}

}  // namespace

std::span<const V3Route> field_routes() {
  static constexpr V3Route kRoutes[] = {
      {"POST", "/fields", create_field},
      {"GET", "/fields", list_fields},
      {"GET", "/fields/{id}", read_field},
      {"PUT", "/fields/{id}", change_field},
      {"DELETE", "/fields/{id}", remove_field},
      {"POST", "/fieldRels", create_relation},
      {"POST", "/fieldValues", put_value},
      {"GET", "/fieldValues", list_values},
      {"GET", "/fieldValues/{id}", read_value},
      {"PUT", "/fieldValues/{id}", change_value},
      {"DELETE", "/fieldValues/{id}", remove_value},
  };
  return kRoutes;
}

}  // namespace hookline
