// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/devicemodels.h"

#include "models/devicetablemodel.h"

namespace thingsdesk {

DeviceModels::DeviceModels(QObject *parent)
    : QObject(parent)
{
}

DeviceModels::~DeviceModels() = default;

DeviceTableModel &DeviceModels::of(ApplicationSession &session)
{
    std::unique_ptr<DeviceTableModel> &model = m_models[&session];
    if (!model) {
        model = std::make_unique<DeviceTableModel>(session);
        model->refresh();
    }
    return *model;
}

void DeviceModels::forget(const ApplicationSession &session)
{
    m_models.erase(&session);
}

} // namespace thingsdesk
