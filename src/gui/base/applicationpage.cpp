// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/base/applicationpage.h"

namespace thingsdesk {

ApplicationPage::ApplicationPage(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
}

ApplicationPage::~ApplicationPage() = default;

} // namespace thingsdesk
