#include "emitter/platform/api/v3/resources/contacts/contact_part_calls.h"

#include "emitter/platform/api/v3/conventions/v3_answers.h"
#include "emitter/platform/api/v3/rows/contact_rows.h"
#include "emitter/platform/api/v3/rows/contacts/company_rows.h"
#include "emitter/platform/api/v3/rows/contacts/contact_tie_rows.h"
#include "emitter/platform/api/v3/rows/contacts/tag_rows.h"
#include "emitter/platform/api/v3/rows/deal_rows.h"
#include "emitter/platform/api/v3/rows/deals/deal_contact_rows.h"
#include "emitter/platform/api/v3/rows/sending/entry_rows.h"

#include <map>
#include <string>
#include <utility>

namespace hookline {
namespace {

/// 200 with what part(contact, context) makes of the contact that the path names.
template <class Part>
Answer part_answer(const V3Call& call, const Part& part) {
  return v3_answer(200, call.platform().read([&](const Platform::View& view) {
    const auto contact = entity_of(call, view.account, kContacts, &AccountState::contacts);
    return VendorJson(part(*contact, call.context(view)));
  }));
}

Answer list_tags_of(const V3Call& call) {
  return part_answer(call, [](const Contact& contact, const RowContext& context) {
    return VendorJson{
        {"contactTags", tie_rows(kContactTags, taggings_of(contact, context.account), context)}};
  });
}

Answer list_lists_of(const V3Call& call) {
  return part_answer(call, [](const Contact& contact, const RowContext& context) {
    return VendorJson{{"contactLists", tie_rows(kContactLists, memberships_of(contact), context)}};
  });
}

Answer list_values_of(const V3Call& call) {
  return part_answer(call, [](const Contact& contact, const RowContext& context) {
    return VendorJson{{"fieldValues", tie_rows(kFieldValues, field_values_of(contact), context)}};
  });
}

Answer list_notes_of(const V3Call& call) {
  return part_answer(call, [](const Contact& contact, const RowContext& context) {
    VendorJson rows = VendorJson::array();
    for (const auto& [id, note] : context.account.notes)
      if (note->of == NoteOwner::kContact && note->owner == contact.id)
        rows.push_back(row_of(kNotes.row, *note, context));
    return VendorJson{{"notes", std::move(rows)}};
  });
}

Answer list_deals_of(const V3Call& call) {
  return part_answer(call, [](const Contact& contact, const RowContext& context) {
    return VendorJson{{"deals", deal_rows_of(contact, context)}};
  });
}

/// Those whose further contact it is.
Answer list_contact_deals_of(const V3Call& call) {
  return part_answer(call, [](const Contact& contact, const RowContext& context) {
    VendorJson deals = VendorJson::array();
    VendorJson ties = VendorJson::array();
    for (const auto& [id, tie] : context.account.deal_contacts) {
      if (tie->contact != contact.id) continue;
      deals.push_back(row_of(kDeals.row, *context.account.deals.find(tie->deal), context));
      ties.push_back(row_of(kContactDeals.row, *tie, context));
    }
    return VendorJson{{"contacts", VendorJson::array({row_of(kContacts.row, contact, context)})},
                      {"deals", std::move(deals)},
                      {"contactDeals", std::move(ties)}};
  });
}

Answer list_entries_of(const V3Call& call) {
  return part_answer(call, [](const Contact& contact, const RowContext& context) {
    return VendorJson{{"contactAutomations", entry_rows_of(contact.id, context)}};
  });
}

/// How often it entered each automation that it was in.
Answer count_entries_of(const V3Call& call) {
  return part_answer(call, [](const Contact& contact, const RowContext& context) {
    std::map<std::uint64_t, std::size_t> counts;
    for (const auto& [id, entry] : context.account.entries)
      if (entry->contact == contact.id) ++counts[entry->automation];
    VendorJson rows = VendorJson::array();
    for (const auto& [id, count] : counts) {
      const auto automation = context.account.automations.find(id);
      rows.push_back({{"id", id_text(id)},
                      {"name", automation ? automation->name : ""},
                      {"status", "1"},
                      {"hidden", "0"},
                      {"contactEntryCount", std::to_string(count)}});
    }
    return VendorJson{{"automationEntryCounts", std::move(rows)}};
  });
}

Answer list_companies_of(const V3Call& call) {
  return part_answer(call, [](const Contact& contact, const RowContext& context) {
    return VendorJson{{"accountContacts", company_member_rows(contact.id, context)}};
  });
}

/// What this platform knows nothing of: {"geoIps":[]}
Answer empty_part(const V3Call& call) {
  const std::string& name = call.call().parts.at(1);
  return part_answer(call, [&](const Contact&, const RowContext&) {
    return VendorJson{{name, VendorJson::array()}};
  });
}

Answer read_data(const V3Call& call) {
  return part_answer(call, [](const Contact& contact, const RowContext& context) {
    return VendorJson{{"contactDatum",
                       {{"contact", id_text(contact.id)},
                        {"tstamp", context.time(contact.updated_s)},
                        {"geoTstamp", nullptr},
                        {"links", VendorJson::array()},
                        {"id", id_text(contact.id)}}}};
  });
}

}  // namespace

std::span<const V3Route> contact_part_routes() {
  static constexpr V3Route kRoutes[] = {
      {"GET", "/contacts/{id}/contactTags", list_tags_of},
      {"GET", "/contacts/{id}/contactLists", list_lists_of},
      {"GET", "/contacts/{id}/fieldValues", list_values_of},
      {"GET", "/contacts/{id}/notes", list_notes_of},
      {"GET", "/contacts/{id}/deals", list_deals_of},
      {"GET", "/contacts/{id}/contactDeals", list_contact_deals_of},
      {"GET", "/contacts/{id}/contactAutomations", list_entries_of},
      {"GET", "/contacts/{id}/automationEntryCounts", count_entries_of},
      {"GET", "/contacts/{id}/accountContacts", list_companies_of},
      {"GET", "/contacts/{id}/contactData", read_data},
      {"GET", "/contacts/{id}/{part}", empty_part},
  };
  return kRoutes;
}

}  // namespace hookline
