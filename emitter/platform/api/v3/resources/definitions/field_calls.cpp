#include "emitter/platform/api/v3/resources/definitions/field_calls.h"

#include "catcher/base/text/ascii.h"
#include "emitter/platform/account/operations/contacts/contacts.h"
#include "emitter/platform/account/operations/contacts/removals.h"
#include "emitter/platform/account/state/put_contact.h"
#include "emitter/platform/api/v3/conventions/tie_answers.h"
#include "emitter/platform/api/v3/rows/contact_rows.h"
#include "emitter/platform/api/v3/rows/contacts/contact_tie_rows.h"
#include "emitter/platform/api/v3/rows/contacts/field_rows.h"

#include <algorithm>
#include <array>
#include <set>
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

/// What belongs to the fields of those ids, beside them.
VendorJson parts_of_fields(const std::set<std::uint64_t>& fields, const RowContext& context) {
  VendorJson options = VendorJson::array();
  for (const auto& [id, option] : context.account.field_options)
    if (fields.contains(option->field))
      options.push_back(row_of(kFieldOptions.row, *option, context));
  VendorJson relations = VendorJson::array();
  for (const auto& [id, relation] : context.account.field_relations)
    if (fields.contains(relation->field))
      relations.push_back(row_of(kFieldRels.row, *relation, context));
  return {{"fieldOptions", std::move(options)}, {"fieldRels", std::move(relations)}};
}

Answer read_field(const V3Call& call) {
  return read_answer(call, kFields, &AccountState::contact_fields,
                     [](const ContactField& field, const RowContext& context) {
                       return parts_of_fields({field.id}, context);
                     });
}

Answer list_fields(const V3Call& call) {
  const ListQuery query = call.query(kFields.default_limit);
  return v3_answer(200, call.platform().read([&](const Platform::View& view) {
    const RowContext context = call.context(view);
    const auto all = selected(view.account.contact_fields, kFields, query, context, TakesAll{});
    VendorJson rows = VendorJson::array();
    std::set<std::uint64_t> shown;
    for (const ContactField* field : page_of(all, query)) {
      rows.push_back(row_of(kFields.row, *field, context));
      shown.insert(field->id);
    }
    VendorJson body = parts_of_fields(shown, context);
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
  const FieldValue value{{&contact, field_tie(contact, field)}, value_in(contact, field)};
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

/// A contact and its value of a field, by the id of the path.
struct FoundValue {
  std::shared_ptr<const Contact> contact;
  FieldValue value;
};

/// Throws V3Error of 404.
template <class Tables>
FoundValue tied_by_value(const V3Call& call, const Tables& tables) {
  const auto contact = tables.contacts.with_tie(call.id());
  const ContactTie* tie = contact ? tie_of(*contact, call.id()) : nullptr;
  if (tie == nullptr || tie->kind != ContactTie::Kind::kField)
    throw no_result(kFieldValues.class_name, call.id());
  return {contact, {{contact.get(), tie}, value_in(*contact, tie->to)}};
}

Answer change_value(const V3Call& call) {
  const SentAttributes sent = call.sent("fieldValue");
  const auto value = sent.text("value");
  if (!value) sent.refuse_missing("value");
  std::uint64_t field = 0;
  std::shared_ptr<const Contact> contact;
  return v3_answer(200, call.platform().perform(
                            V3Call::cause(),
                            [&](AccountDraft& draft) {
                              const FoundValue before = tied_by_value(call, draft);
                              field = before.value.value->id;
                              contact = with_value(draft, before.contact->id, field, *value);
                            },
                            [&](const Platform::View& view, const Platform::Performed&) {
                              return value_body(*contact, field, false, sent, call.context(view));
                            }));
}

Answer read_value(const V3Call& call) {
  return v3_answer(200, call.platform().read([&](const Platform::View& view) {
    const FoundValue found = tied_by_value(call, view.account);
    VendorJson row = row_of(kFieldValues.row, found.value, call.context(view));
    return VendorJson{{"fieldValue", std::move(row)}};
  }));
}

Answer list_values(const V3Call& call) {
  return tie_list_answer(call, kFieldValues, [](const Contact& contact, const AccountState&) {
    return field_values_of(contact);
  });
}

Answer remove_value(const V3Call& call) {
  call.platform().perform(V3Call::cause(), [&](AccountDraft& draft) {
    const FoundValue found = tied_by_value(call, draft);
    Contact contact = *found.contact;
    std::erase_if(contact.fields,
                  [&](const auto& value) { return value.id == found.value.value->id; });
    put_contact(draft, std::move(contact));
  });
  return v3_answer(200, VendorJson::object());
}

}  // namespace

std::span<const V3Route> field_routes() {
  static constexpr V3Route kRoutes[] = {
      {"POST", "/fields", create_field},          {"GET", "/fields", list_fields},
      {"GET", "/fields/{id}", read_field},        {"PUT", "/fields/{id}", change_field},
      {"DELETE", "/fields/{id}", remove_field},   {"POST", "/fieldValues", put_value},
      {"GET", "/fieldValues", list_values},       {"GET", "/fieldValues/{id}", read_value},
      {"PUT", "/fieldValues/{id}", change_value}, {"DELETE", "/fieldValues/{id}", remove_value},
  };
  return kRoutes;
}

}  // namespace hookline
