// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/device.h"

#include <QMenu>

#include <functional>

namespace thingsdesk {

/// How bytes are put on the clipboard.
enum class CopyForm {
    Hex,      ///< 70B3D57ED0001234
    Spaced,   ///< 70 B3 D5 …
    ArrayMsb, ///< { 0x70, 0xB3, … }
    ArrayLsb, ///< the same, the last byte first
};

enum class CopiedField { Id, DevEuiField, AppEuiField, DevAddrField, AppKeyField, NwkSKeyField, AppSKeyField };

QString copyFormName(CopyForm form);
QString copiedFieldName(CopiedField field);
/// Keys: their clipboard entry is cleared after a while.
bool isSecret(CopiedField field);
/// Empty where the device has no such value. The form means nothing for an ID.
QString copiedText(const Device &device, CopiedField field, CopyForm form);

/// "1 device", "12,345 devices"
QString deviceCountText(int count);

/// ID, EUIs and address of the selected devices, and the keys of a single one, each in four forms.
class DeviceCopyMenu final : public QMenu
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeviceCopyMenu)
public:
    explicit DeviceCopyMenu(QWidget *parent = nullptr);

    /// Keys are read one device at a time: for several they are not offered.
    void setKeysAvailable(bool available);

Q_SIGNALS:
    void copyWanted(thingsdesk::CopiedField field, thingsdesk::CopyForm form);

private:
    void addForms(CopiedField field, const QString &objectName);

    QList<QAction *> m_keys;
};

} // namespace thingsdesk
