#include "emitter/platform/api/v3/rows/contacts/field_rows.h"

#include "emitter/platform/api/v3/conventions/entity_columns.h"

#include <string>

namespace hookline {
namespace {
/// The room's files are compiled as one: names of columns repeat.
namespace field_columns {

using namespace entity_columns;
using entity_columns::kOnlySent;
using entity_columns::kSent;
using Context = RowContext;

// Custom fields

VendorJson perstag(const ContactField& field, const Context&) {
  std::string tag = field.tag;
  for (char& c : tag) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return tag;
}
VendorJson field_title(const ContactField& field, const Context&) {
  return field.title;
}
VendorJson field_links(const ContactField& field, const Context& c) {
  return c.links("fields", field.id, {"options", "relations"});
}
/// Of what belongs to the field.
template <class Part>
VendorJson part_ids(const Table<Part>& parts, const ContactField& field) {
  VendorJson ids = VendorJson::array();
  for (const auto& [part_id, part] : parts)
    if (part->field == field.id) ids.push_back(id_text(part_id));
  return ids;
}
VendorJson option_ids(const ContactField& field, const Context& c) {
  return part_ids(c.account.field_options, field);
}
VendorJson relation_ids(const ContactField& field, const Context& c) {
  return part_ids(c.account.field_relations, field);
}
VendorJson field_type(const ContactField& field, const Context&) {
  return field.type;
}

constexpr Column<ContactField> kFieldRow[] = {
    {"title", field_title, kSent},
    fixed_column<ContactField>("descript", ""),
    {"type", field_type, kSent},
    fixed_column<ContactField>("isrequired", "0"),
    {"perstag", perstag},
    fixed_column<ContactField>("defval", ""),
    fixed_column<ContactField>("show_in_list", "0"),
    fixed_column<ContactField>("rows", "0"),
    fixed_column<ContactField>("cols", "0"),
    fixed_column<ContactField>("visible", "1"),
    fixed_column<ContactField>("service", ""),
    fixed_column<ContactField>("ordernum", "1"),
    {"cdate", made},
    {"udate", changed},
    {"created_timestamp", made_wall},
    {"updated_timestamp", changed_wall},
    fixed_column<ContactField>("created_by", "1"),
    fixed_column<ContactField>("updated_by", "1"),
    {"options", option_ids},
    {"relations", relation_ids},
    {"links", field_links},
    {"id", id},
};

constexpr Column<ContactField> kFieldCreated[] = {
    {"title", nullptr, kOnlySent},
    {"type", nullptr, kOnlySent},
    {"descript", nullptr, kOnlySent},
    {"isrequired", nullptr, kOnlySent},
    {"perstag", perstag},
    {"defval", nullptr, kOnlySent},
    {"visible", nullptr, kOnlySent},
    fixed_column<ContactField>("created_by", "1"),
    fixed_column<ContactField>("updated_by", "1"),
    {"cdate", made},
    {"udate", changed},
    {"ordernum", [](const ContactField&, const Context&) -> VendorJson { return 1; }, kSent},
    {"links", field_links},
    {"id", id},
};

constexpr Criterion kFieldCriteria[] = {{"perstag", "perstag"}, {"title", "title"}, {"id", "id"}};

// Options

template <class Part>
VendorJson field_id(const Part& part, const Context&) {
  return id_text(part.field);
}
VendorJson option_order(const FieldOption& option, const Context&) {
  return id_text(option.order);
}
VendorJson is_default(const FieldOption& option, const Context&) {
  return flag_text(option.is_default);
}
VendorJson option_links(const FieldOption& option, const Context& c) {
  return c.links("fieldOptions", option.id, {"field"});
}

constexpr Column<FieldOption> kOptionRow[] = {
    {"field", field_id, kSent},
    {"orderid", option_order, kSent},
    {"value", text<&FieldOption::value>, kSent},
    {"label", text<&FieldOption::label>, kSent},
    {"isdefault", is_default, kSent},
    {"cdate", made},
    {"udate", changed},
    {"links", option_links},
    {"id", id},
};

constexpr Column<FieldOption> kOptionCreated[] = {
    {"orderid", nullptr, kOnlySent},
    {"isdefault", nullptr, kOnlySent},
    {"label", text<&FieldOption::label>, kSent},
    {"value", text<&FieldOption::value>, kSent},
    {"field", field_id, kSent},
    {"cdate", made},
    {"udate", changed},
    {"links", option_links},
    {"id", id},
};

// Relations

VendorJson relation_list(const FieldRelation& relation, const Context&) {
  return id_text(relation.list);
}
VendorJson no_links(const FieldRelation&, const Context&) {
  return VendorJson::array();
}

constexpr Column<FieldRelation> kRelationRow[] = {
    {"field", field_id}, {"relid", relation_list}, fixed_column<FieldRelation>("dorder", "0"),
    {"cdate", made},     {"links", no_links},      {"id", id},
};

constexpr Column<FieldRelation> kRelationCreated[] = {
    {"relid", relation_list, kSent},
    {"field", field_id, kSent},
    {"cdate", made},
    {"links", no_links},
    {"id", id},
};

constexpr Criterion kPartCriteria[] = {{"field", "field"}, {"id", "id"}};

}  // namespace field_columns
}  // namespace

const Resource<ContactField> kFields = {"fields",
                                        "field",
                                        "Field",
                                        field_columns::kFieldRow,
                                        field_columns::kFieldCreated,
                                        field_columns::kFieldCriteria,
                                        100};
const Resource<FieldOption> kFieldOptions = {"fieldOptions",
                                             "fieldOption",
                                             "FieldOption",
                                             field_columns::kOptionRow,
                                             field_columns::kOptionCreated,
                                             field_columns::kPartCriteria};
const Resource<FieldRelation> kFieldRels = {"fieldRels",
                                            "fieldRel",
                                            "FieldRel",
                                            field_columns::kRelationRow,
                                            field_columns::kRelationCreated,
                                            field_columns::kPartCriteria};

}  // namespace hookline
