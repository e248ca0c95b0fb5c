// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/base/applicationpage.h"

#include <memory>

namespace thingsdesk {

/// An application at a glance: connection, rights, devices, messages, the last day, the last errors; and its settings
/// at the handler. Read when the page comes to the front, and every 30 s while it is visible.
class OverviewPage final : public ApplicationPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OverviewPage)
public:
    explicit OverviewPage(const PageContext &context, QWidget *parent = nullptr);
    ~OverviewPage() override;

    void activate() override;
    QWidget *mainPart() override;
    QString unsavedWork() const override;

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace thingsdesk
