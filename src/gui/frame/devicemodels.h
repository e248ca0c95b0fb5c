// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>
#include <unordered_map>

namespace thingsdesk {

class ApplicationSession;
class DeviceTableModel;

/// One device list an application, shared by its pages and by "go to". Made when it is first asked for.
class DeviceModels final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeviceModels)
public:
    explicit DeviceModels(QObject *parent = nullptr);
    ~DeviceModels() override;

    DeviceTableModel &of(ApplicationSession &session);
    /// After the application's view is gone, before the session goes.
    void forget(const ApplicationSession &session);

private:
    std::unordered_map<const ApplicationSession *, std::unique_ptr<DeviceTableModel>> m_models;
};

} // namespace thingsdesk
