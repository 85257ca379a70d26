#include "emitter/platform/api/v3/resources/deals/deal_datum_calls.h"

#include "emitter/platform/account/operations/deals/deals.h"
#include "emitter/platform/api/v3/conventions/v3_answers.h"
#include "emitter/platform/api/v3/rows/deals/deal_field_rows.h"

#include <algorithm>
#include <deque>
#include <stdexcept>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

std::string sent_datum_value(const SentAttributes& sent) {
  const VendorJson* value = sent.find("fieldValue");
  if (value == nullptr) sent.refuse_missing("fieldValue");
  if (!value->is_array()) return *sent.text("fieldValue");
  std::string several = "||";
  for (const std::string& one : sent.texts("fieldValue")) several += one + "||";
  return several;
}

struct WrittenDatum {
  std::shared_ptr<const Deal> deal;
  std::uint64_t field = 0;
  std::string before = {};
};

const DealFieldValue* datum_in(const Deal& deal, std::uint64_t field) {
  const auto found = std::ranges::find(deal.fields, field, &DealFieldValue::id);
  return found == deal.fields.end() || !found->stored ? nullptr : &*found;
}

WrittenDatum write_datum(AccountDraft& draft, std::uint64_t deal_id, std::uint64_t field,
                         const std::string& value) {
  const auto before = require_related(draft.deals, deal_id, "dealId");
  require_related(draft.deal_fields, field, "customFieldId");
  WrittenDatum written;
  written.field = field;
  if (const auto* known = datum_in(*before, field)) written.before = known->value;
  UpdateDeal update;
  update.deal.deal = DealChange{};
  update.deal.deal->id = deal_id;
  update.deal.deal->fields = {{field, value}};
  perform(update, draft);
  written.deal = draft.events().back().deal;
  return written;
}

/// With the value before it, which stands in front of the links.
VendorJson written_row(const WrittenDatum& written, const RowContext& context) {
  const DealDatum datum{written.deal.get(), datum_in(*written.deal, written.field)};
  VendorJson row = row_of(kDealData.row, datum, context);
  VendorJson links = std::move(row["links"]);
  row.erase("links");
  row["originalValue"] = written.before;
  row["links"] = std::move(links);
  return row;
}

template <class Write>
Answer written_answer(const V3Call& call, const Write& write) {
  WrittenDatum written;
  return v3_answer(
      200,
      call.platform().perform(
          V3Call::cause(), [&](AccountDraft& draft) { written = write(draft); },
          [&](const Platform::View& view, const Platform::Performed&) {
            return VendorJson{{"dealCustomFieldDatum", written_row(written, call.context(view))}};
          }));
}

Answer create_datum(const V3Call& call) {
  const SentAttributes sent = call.sent("dealCustomFieldDatum");
  const std::uint64_t deal = sent.required_id("dealId");
  const std::uint64_t field = sent.required_id("customFieldId");
  const std::string value = sent_datum_value(sent);
  return written_answer(
      call, [&](AccountDraft& draft) { return write_datum(draft, deal, field, value); });
}

/// The deal that has the value of that id. Throws V3Error of 404.
template <class Tables>
std::shared_ptr<const Deal> deal_of_datum(std::uint64_t id, const Tables& tables) {
  const DatumEnds ends = ends_of_datum(id);
  auto deal = tables.deals.find(ends.deal);
  if (!deal || datum_in(*deal, ends.field) == nullptr) throw not_found_with("");
  return deal;
}

Answer change_datum(const V3Call& call) {
  const SentAttributes sent = call.sent("dealCustomFieldDatum");
  const std::string value = sent_datum_value(sent);
  return written_answer(call, [&](AccountDraft& draft) {
    const auto deal = deal_of_datum(call.id(), draft);
    return write_datum(draft, deal->id, ends_of_datum(call.id()).field, value);
  });
}

Answer read_datum(const V3Call& call) {
  return v3_answer(200, call.platform().read([&](const Platform::View& view) {
    const auto deal = deal_of_datum(call.id(), view.account);
    const DealDatum datum{deal.get(), datum_in(*deal, ends_of_datum(call.id()).field)};
    return VendorJson{{"dealCustomFieldDatum", row_of(kDealData.row, datum, call.context(view))}};
  }));
}

/// The total is a number.
Answer list_data(const V3Call& call) {
  const ListQuery query = call.query();
  return v3_answer(200, call.platform().read([&](const Platform::View& view) {
    const RowContext context = call.context(view);
    const RowSelection<DealDatum> selection(kDealData, query, context);
    std::deque<DealDatum> data;  // so that they may be pointed to while more are added
    std::vector<const DealDatum*> all;
    for (const auto& [id, deal] : view.account.deals) {
      for (const DealFieldValue& value : deal->fields) {
        const DealDatum datum{deal.get(), &value};
        if (value.stored && selection.takes(datum)) all.push_back(&data.emplace_back(datum));
      }
    }
    VendorJson rows = VendorJson::array();
    for (const DealDatum* datum : page_of(all, query))
      rows.push_back(row_of(kDealData.row, *datum, context));
    return VendorJson{{"dealCustomFieldData", std::move(rows)}, {"meta", {{"total", all.size()}}}};
  }));
}

Answer remove_datum(const V3Call& call) {
  call.platform().perform(V3Call::cause(), [&](AccountDraft& draft) {
    Deal deal = *deal_of_datum(call.id(), draft);
    const auto value =
        std::ranges::find(deal.fields, ends_of_datum(call.id()).field, &DealFieldValue::id);
    value->value.clear();
    value->stored = false;
    draft.deals.put(std::move(deal));
  });
  return v3_answer(200, {{"message", "DealCustomFieldData deleted."}});
}

/// The body is a bare array.
std::vector<SentAttributes> sent_data(const V3Call& call) {
  try {
    const SentAttributes all("dealCustomFieldDatum",
                             {{"rows", read_vendor_json(call.call().body)}});
    return all.objects("rows");
  } catch (const std::invalid_argument&) {
    throw V3Error(400, VendorJson::object());
  }
}

Answer create_data(const V3Call& call) {
  const auto rows = sent_data(call);
  call.platform().perform(V3Call::cause(), [&](AccountDraft& draft) {
    for (const SentAttributes& sent : rows)
      write_datum(draft, sent.required_id("dealId"), sent.required_id("customFieldId"),
                  sent_datum_value(sent));
  });
  return v3_answer(200, {{"message", "The bulk insert was successful."}});
}

Answer change_data(const V3Call& call) {
  const auto rows = sent_data(call);
  std::string ids;
  call.platform().perform(V3Call::cause(), [&](AccountDraft& draft) {
    for (const SentAttributes& sent : rows) {
      const std::uint64_t id = sent.required_id("id");
      const auto deal = deal_of_datum(id, draft);
      write_datum(draft, deal->id, ends_of_datum(id).field, sent_datum_value(sent));
      ids += (ids.empty() ? "" : ", ") + std::to_string(id);
    }
  });
  return v3_answer(
      200, {{"message",
             fmt::format("DealCustomFieldDatas with ID(s): {} successfully bulk updated.", ids)}});
}

}  // namespace

std::span<const V3Route> deal_datum_routes() {
  static constexpr V3Route kRoutes[] = {
      {"POST", "/dealCustomFieldData", create_datum},
      {"GET", "/dealCustomFieldData", list_data},
      {"GET", "/dealCustomFieldData/{id}", read_datum},
      {"PUT", "/dealCustomFieldData/{id}", change_datum},
      {"DELETE", "/dealCustomFieldData/{id}", remove_datum},
      {"POST", "/dealCustomFieldData/bulkCreate", create_data},
      {"PATCH", "/dealCustomFieldData/bulkUpdate", change_data},
  };
  return kRoutes;
}

}  // namespace hookline
