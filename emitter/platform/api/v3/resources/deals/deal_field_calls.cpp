#include "emitter/platform/api/v3/resources/deals/deal_field_calls.h"

#include "emitter/platform/api/v3/conventions/v3_answers.h"
#include "emitter/platform/api/v3/rows/deals/deal_field_rows.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace hookline {
namespace {

constexpr std::array<std::string_view, 11> kDealFieldTypes = {
    "text",  "textarea", "date",   "datetime", "dropdown", "multiselect",
    "radio", "checkbox", "hidden", "currency", "number"};

V3Error untyped_field() {
  return {
      422,
      {{"errors",
        VendorJson::array(
            {{{"title", "The field type field is required."}, {"detail", ""}, {"code", 422}}})}}};
}

void set_sent_deal_field(DealField& field, const SentAttributes& sent) {
  if (sent.has("fieldLabel")) field.title = sent.required_text("fieldLabel");
  const auto type = sent.text("fieldType");
  if (!type) return;
  if (std::ranges::find(kDealFieldTypes, *type) == kDealFieldTypes.end())
    sent.refuse("fieldType", "There is no such type of field.");
  field.type = *type;
}

Answer create_deal_field(const V3Call& call) {
  const SentAttributes sent = call.sent("dealCustomFieldMetum");
  sent.required_text("fieldLabel");
  if (!sent.has("fieldType")) throw untyped_field();
  DealField field;
  set_sent_deal_field(field, sent);
  return created_answer(call, kDealFields, sent,
                        [&](AccountDraft& draft) { return draft.deal_fields.put(field); });
}

/// Every deal lists it by its title.
void retitle(AccountDraft& draft, const DealField& field) {
  for (const std::uint64_t id : draft.deals.ids()) {
    Deal deal = *draft.deals.find(id);
    const auto value = std::ranges::find(deal.fields, field.id, &DealFieldValue::id);
    if (value == deal.fields.end() || value->title == field.title) continue;
    value->title = field.title;
    draft.deals.put(std::move(deal));
  }
}

template <class Tables>
std::shared_ptr<const DealField> named_field(const V3Call& call, const Tables& tables) {
  auto field = tables.deal_fields.find(call.id());
  if (!field) throw not_found_with("");
  return field;
}

Answer change_deal_field(const V3Call& call) {
  const SentAttributes sent = call.sent("dealCustomFieldMetum");
  std::shared_ptr<const DealField> changed;
  return v3_answer(
      200,
      call.platform().perform(
          V3Call::cause(),
          [&](AccountDraft& draft) {
            changed = edited(draft.deal_fields, *named_field(call, draft),
                             [&](DealField& field) { set_sent_deal_field(field, sent); });
            retitle(draft, *changed);
          },
          [&](const Platform::View& view, const Platform::Performed&) {
            return VendorJson{{"dealCustomFieldMetum",
                               row_of(kDealFields.row, *changed, call.context(view), sent.json())}};
          }));
}

Answer read_deal_field(const V3Call& call) {
  return v3_answer(200, call.platform().read([&](const Platform::View& view) {
    return VendorJson{
        {"dealCustomFieldMetum",
         row_of(kDealFields.row, *named_field(call, view.account), call.context(view))}};
  }));
}

/// Without `meta`.
Answer list_deal_fields(const V3Call& call) {
  const ListQuery query = call.query(kDealFields.default_limit);
  return v3_answer(200, call.platform().read([&](const Platform::View& view) {
    const RowContext context = call.context(view);
    const auto all = selected(view.account.deal_fields, kDealFields, query, context, TakesAll{});
    VendorJson rows = VendorJson::array();
    for (const DealField* field : page_of(all, query))
      rows.push_back(row_of(kDealFields.row, *field, context));
    return VendorJson{{"dealCustomFieldMeta", std::move(rows)}};
  }));
}

Answer remove_deal_field(const V3Call& call) {
  call.platform().perform(V3Call::cause(), [&](AccountDraft& draft) {
    const auto field = named_field(call, draft);
    for (const std::uint64_t id : draft.deals.ids()) {
      Deal deal = *draft.deals.find(id);
      const auto gone =
          std::erase_if(deal.fields, [&](const auto& value) { return value.id == field->id; });
      if (gone > 0) draft.deals.put(std::move(deal));
    }
    draft.deal_fields.remove(field->id);
  });
  return v3_answer(200, {{"message", "DealCustomFieldMeta deleted."}});
}

}  // namespace

std::span<const V3Route> deal_field_routes() {
  static constexpr V3Route kRoutes[] = {
      {"POST", "/dealCustomFieldMeta", create_deal_field},
      {"GET", "/dealCustomFieldMeta", list_deal_fields},
      {"GET", "/dealCustomFieldMeta/{id}", read_deal_field},
      {"PUT", "/dealCustomFieldMeta/{id}", change_deal_field},
      {"DELETE", "/dealCustomFieldMeta/{id}", remove_deal_field},
  };
  return kRoutes;
}

}  // namespace hookline
