#include "emitter/platform/api/v3/rows/deals/deal_field_rows.h"

#include <string>

namespace hookline {
namespace {
/// The room's files are compiled as one: names of columns repeat.
namespace deal_field_columns {

using Context = RowContext;

constexpr std::uint64_t kDatumStep = 1'000'000;

constexpr auto kSent = Echo::kWhereSent;

VendorJson zero(const DealField&, const Context&) {
  return 0;
}
VendorJson personalization(const DealField& field, const Context&) {
  std::string name = "DEAL_";
  for (const char c : field.title) {
    const bool is_lower = c >= 'a' && c <= 'z';
    name += is_lower ? static_cast<char>(c - 'a' + 'A') : c == ' ' ? '_' : c;
  }
  return name;
}

constexpr Column<DealField> kRow[] = {
    {"id", [](const DealField& field, const Context&) { return id_text(field.id); }},
    {"fieldLabel", [](const DealField& field, const Context&) -> VendorJson { return field.title; },
     kSent},
    {"fieldType", [](const DealField& field, const Context&) -> VendorJson { return field.type; },
     kSent},
    null_column<DealField>("fieldOptions"),
    fixed_column<DealField>("fieldDefault", ""),
    null_column<DealField>("fieldDefaultCurrency"),
    {"isFormVisible", zero, kSent},
    {"isRequired", zero, kSent},
    {"displayOrder", [](const DealField& field, const Context&) -> VendorJson { return field.id; },
     kSent},
    {"personalization", personalization},
    null_column<DealField>("knownFieldId"),
    {"hideFieldFlag", zero},
    {"createdTimestamp",
     [](const DealField& field, const Context&) { return Context::utc_time(field.created_s); }},
    {"updatedTimestamp",
     [](const DealField& field, const Context&) { return Context::utc_time(field.updated_s); }},
    {"links",
     [](const DealField& field, const Context& c) {
       return c.links("dealCustomFieldMeta", field.id, {"dealCustomFieldData"});
     }},
};

constexpr Column<DealDatum> kDatumRow[] = {
    {"id", [](const DealDatum& one, const Context&) { return id_text(deal_datum_id(one)); }},
    {"dealCustomFieldMetumId",
     [](const DealDatum& one, const Context&) -> VendorJson { return one.value->id; }},
    {"dealId", [](const DealDatum& one, const Context&) -> VendorJson { return one.deal->id; }},
    {"customFieldId",
     [](const DealDatum& one, const Context&) -> VendorJson { return one.value->id; }},
    {"createdTimestamp",
     [](const DealDatum& one, const Context&) { return Context::utc_time(one.deal->updated_s); }},
    {"updatedTimestamp",
     [](const DealDatum& one, const Context&) { return Context::utc_time(one.deal->updated_s); }},
    {"fieldValue",
     [](const DealDatum& one, const Context&) -> VendorJson { return one.value->value; }},
    {"links",
     [](const DealDatum& one, const Context& c) {
       return c.links("dealCustomFieldData", deal_datum_id(one), {"deal", "dealCustomFieldMetum"});
     }},
};

constexpr Criterion kDatumCriteria[] = {{"dealId", "dealId"}, {"customFieldId", "customFieldId"}};

}  // namespace deal_field_columns
}  // namespace

const Resource<DealField> kDealFields = {"dealCustomFieldMeta",
                                         "dealCustomFieldMetum",
                                         "DealCustomFieldMeta",
                                         deal_field_columns::kRow,
                                         deal_field_columns::kRow,
                                         {},
                                         100};
const Resource<DealDatum> kDealData = {
    "dealCustomFieldData",         "dealCustomFieldDatum",
    "DealCustomFieldData",         deal_field_columns::kDatumRow,
    deal_field_columns::kDatumRow, deal_field_columns::kDatumCriteria};

std::uint64_t deal_datum_id(const DealDatum& datum) {
  return datum.deal->id * deal_field_columns::kDatumStep + datum.value->id;
}

DatumEnds ends_of_datum(std::uint64_t id) {
  return {id / deal_field_columns::kDatumStep, id % deal_field_columns::kDatumStep};
}

}  // namespace hookline
