// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "network/connectioncheck.h"
#include "network/credentials.h"
#include "settings/profile.h"

#include <QObject>

#include <memory>

namespace thingsdesk::Ui {
class AddApplicationPage;
}

namespace thingsdesk {

/// The fields of the add-application form: reads them, holds them against the rules as they are typed, and leads to the
/// one that needs another look. The widgets belong to the page.
class ConnectionForm final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionForm)
public:
    ConnectionForm(Ui::AddApplicationPage &ui, QObject *parent);

    /// Whether everything that must be there is, and nothing breaks a rule.
    bool isSound() const;
    /// What is typed, only to be used where it is sound.
    Result<Credentials> credentials() const;
    Result<AppId> appId() const;
    ConnectionSettings settings() const;
    /// Without an ID: the store gives one.
    Profile profile() const;
    void clear();
    /// Shows at each field what it lacks, also where nothing was typed yet.
    void showAllProblems();

    void unfoldAdvanced();
    void focusAddress(CheckStep::Id step);
    void focusKey();
    void focusAppId();
    void chooseCertificate(CheckStep::Id step);
    void allowPlaintext();

Q_SIGNALS:
    /// Something that a connection check depends on was changed.
    void changed();

private:
    void prepareAdvanced();
    void alignLabels() const;
    void validate();
    void validateAddresses();
    void suggestNetworkName();

    Ui::AddApplicationPage &m_ui;
    bool m_sound = false;
    bool m_strict = false; ///< empty fields count as broken ones
};

/// The sidebar's name for a network with this discovery address: its host; the public network's name where empty.
QString suggestedNetworkName(const QString &discoveryAddress);

} // namespace thingsdesk
