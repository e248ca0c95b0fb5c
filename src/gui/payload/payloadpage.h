// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/uplinkmessage.h"
#include "gui/base/applicationpage.h"

#include <memory>

namespace thingsdesk {

/// Edits an application's payload format and functions, tests them here and at the handler, and saves them without
/// overwriting what someone else saved meanwhile.
class PayloadPage final : public ApplicationPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PayloadPage)
public:
    explicit PayloadPage(const PageContext &context, QWidget *parent = nullptr);
    ~PayloadPage() override;

    void activate() override;
    QWidget *mainPart() override;
    QString unsavedWork() const override;
    void dropUnsavedWork() override;
    void saveState() override;

    /// Puts an uplink's bytes and port into the test.
    void testUplink(const UplinkMessage &uplink);

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace thingsdesk
