// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/rpc/handlerparts.h"

#include <ttnv2/handler.pb.h>

namespace thingsdesk::sandbox {

/// RegisterApplication, GetApplication, SetApplication, DeleteApplication of handler.ApplicationManager. Main thread.
class ApplicationCalls final
{
    Q_DISABLE_COPY_MOVE(ApplicationCalls)
public:
    explicit ApplicationCalls(const HandlerParts &parts);

private:
    using Identifier = handler::ApplicationIdentifier;

    void registerApplication(const CallPointer &call, const Identifier &request);
    void getApplication(const CallPointer &call, const Identifier &request);
    void setApplication(const CallPointer &call, const handler::Application &request);
    void deleteApplication(const CallPointer &call, const Identifier &request);

    HandlerParts m_parts;
};

} // namespace thingsdesk::sandbox
