#pragma once

#include "emitter/platform/api/v3/conventions/row.h"
#include "emitter/platform/entities/contact.h"

namespace hookline {

extern const Resource<ContactField> kFields;
/// The values that they offer.
extern const Resource<FieldOption> kFieldOptions;
/// The lists that they are shown with.
extern const Resource<FieldRelation> kFieldRels;

}  // namespace hookline
