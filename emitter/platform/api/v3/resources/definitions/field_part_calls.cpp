#include "emitter/platform/api/v3/resources/definitions/field_part_calls.h"

#include "emitter/platform/api/v3/conventions/v3_answers.h"
#include "emitter/platform/api/v3/rows/contacts/field_rows.h"

#include <memory>
#include <utility>
#include <vector>

namespace hookline {
namespace {

// Options

FieldOption sent_option(const SentAttributes& sent) {
  FieldOption option;
  option.field = sent.required_id("field");
  option.value = sent.required_text("value");
  option.label = sent.text("label").value_or(option.value);
  option.order = sent.id("orderid").value_or(0);
  option.is_default = sent.flag("isdefault").value_or(false);
  return option;
}

std::vector<SentAttributes> sent_options(const V3Call& call) {
  const VendorJson body = v3_body(call.call().body);
  const auto options = body.find("fieldOptions");
  if (options == body.end() || !options->is_array()) {
    throw V3Error(422, {{"errors",
                         "Bulk operation failed. Request must contain an array of fieldOption "
                         "objects."}});
  }
  return SentAttributes("fieldOption", body).objects("fieldOptions");
}

Answer create_options(const V3Call& call) {
  const auto sent = sent_options(call);
  std::vector<FieldOption> options;
  options.reserve(sent.size());
  for (const SentAttributes& one : sent) options.push_back(sent_option(one));
  std::vector<std::shared_ptr<const FieldOption>> made;
  return v3_answer(
      201, call.platform().perform(
               V3Call::cause(),
               [&](AccountDraft& draft) {
                 for (const FieldOption& option : options) {
                   require_related(draft.contact_fields, option.field, "field");
                   made.push_back(draft.field_options.put(option));
                 }
               },
               [&](const Platform::View& view, const Platform::Performed&) {
                 const RowContext context = call.context(view);
                 VendorJson rows = VendorJson::array();
                 for (std::size_t i = 0; i < made.size(); ++i)
                   rows.push_back(row_of(kFieldOptions.created, *made[i], context, sent[i].json()));
                 return VendorJson{{"fieldOptions", std::move(rows)}};
               }));
}

Answer read_option(const V3Call& call) {
  return read_answer(call, kFieldOptions, &AccountState::field_options);
}
Answer remove_option(const V3Call& call) {
  return removed_answer(
      call, kFieldOptions, &AccountDraft::field_options,
      [](AccountDraft& draft, const FieldOption& one) { draft.field_options.remove(one.id); });
}

// Relations

Answer create_relation(const V3Call& call) {
  const SentAttributes sent = call.sent("fieldRel");
  const FieldRelation asked{0, sent.required_id("field"), sent.id("relid").value_or(0)};
  if (!sent.has("relid")) sent.refuse_missing("relid");
  return created_answer(call, kFieldRels, sent, [&](AccountDraft& draft) {
    require_related(draft.contact_fields, asked.field, "field");
    if (asked.list != 0) require_related(draft.lists, asked.list, "list");
    return draft.field_relations.put(asked);
  });
}

Answer read_relation(const V3Call& call) {
  return read_answer(call, kFieldRels, &AccountState::field_relations);
}
Answer remove_relation(const V3Call& call) {
  return removed_answer(
      call, kFieldRels, &AccountDraft::field_relations,
      [](AccountDraft& draft, const FieldRelation& one) { draft.field_relations.remove(one.id); });
}

// Those of one field, where its links lead

template <class Part>
Answer parts_of_field(const V3Call& call, const Resource<Part>& resource,
                      TableOf<std::type_identity_t<Part>> table) {
  return v3_answer(200, call.platform().read([&](const Platform::View& view) {
    const auto field = entity_of(call, view.account, kFields, &AccountState::contact_fields);
    VendorJson rows = VendorJson::array();
    for (const auto& [id, part] : view.account.*table)
      if (part->field == field->id) rows.push_back(row_of(resource.row, *part, call.context(view)));
    return VendorJson{{std::string(resource.name), std::move(rows)}};
  }));
}

Answer options_of_field(const V3Call& call) {
  return parts_of_field(call, kFieldOptions, &AccountState::field_options);
}
Answer relations_of_field(const V3Call& call) {
  return parts_of_field(call, kFieldRels, &AccountState::field_relations);
}

}  // namespace

std::span<const V3Route> field_part_routes() {
  static constexpr V3Route kRoutes[] = {
      {"POST", "/fieldOption/bulk", create_options},
      {"GET", "/fieldOptions/{id}", read_option},
      {"DELETE", "/fieldOptions/{id}", remove_option},
      {"POST", "/fieldRels", create_relation},
      {"GET", "/fieldRels/{id}", read_relation},
      {"DELETE", "/fieldRels/{id}", remove_relation},
      {"GET", "/fields/{id}/options", options_of_field},
      {"GET", "/fields/{id}/relations", relations_of_field},
  };
  return kRoutes;
}

}  // namespace hookline
