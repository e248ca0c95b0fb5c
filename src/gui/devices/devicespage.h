// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/base/applicationpage.h"
#include "gui/devices/devicecopymenu.h"

#include <memory>

namespace thingsdesk {

/// The devices of an application: table, filter, copy forms, register, edit, delete with undo. See window.md,
/// "Devices".
class DevicesPage final : public ApplicationPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DevicesPage)
public:
    explicit DevicesPage(const PageContext &context, QWidget *parent = nullptr);
    ~DevicesPage() override;

    /// Selects the device and opens its sheet, unless an edit stands in the way: then the user is asked first.
    void showDevice(const DevId &devId);

    void activate() override;
    QWidget *mainPart() override;
    QString unsavedWork() const override;
    void saveState() override;

private:
    class Private;
    const std::unique_ptr<Private> d;
};

} // namespace thingsdesk
