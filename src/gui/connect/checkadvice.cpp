// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/connect/checkadvice.h"

#include <QCoreApplication>

namespace thingsdesk {

namespace {

using Cause = Failure::Cause;
using Id = CheckStep::Id;

QString tr(const char *text)
{
    return QCoreApplication::translate("CheckAdvice", text);
}

/// Which server a step speaks to.
enum class Server { Discovery, Handler, Broker };

Server serverOf(Id id)
{
    switch (id) {
    case Id::DiscoveryReached:
    case Id::CertificateTrusted:
    case Id::HandlerFound:
        return Server::Discovery;
    case Id::HandlerReached:
    case Id::KeyAccepted:
        return Server::Handler;
    case Id::BrokerReached:
    case Id::BrokerAcceptedKey:
    case Id::Subscribed:
        return Server::Broker;
    }
    return Server::Discovery;
}

QString usualPorts(Server server)
{
    switch (server) {
    case Server::Discovery:
        return tr("A discovery server usually listens at port 1900.");
    case Server::Handler:
        return tr("A handler usually listens at port 1904.");
    case Server::Broker:
        return tr("A broker usually listens at port 8883 with TLS and at 1883 without.");
    }
    return {};
}

CheckAdvice nameNotFound(const CheckStep &step, Server server)
{
    CheckAdvice advice{{}, {CheckHelp::EditAddress}};
    if (step.failure->text.contains(u"thethings.network"))
        advice.causes += tr("The address is that of the public V2 network, which was switched off. Give the discovery "
                            "address of your own network.");
    else if (server == Server::Discovery)
        advice.causes += tr("The host name is misspelt.");
    else
        advice.causes += tr("The network announces a name that only machines inside it know. Give the address by hand "
                            "under Advanced.");
    return advice.causes += tr("This machine has no network, or needs a VPN to reach that name."), advice;
}

CheckAdvice closedPort(Server server)
{
    return {{tr("The port is another one.") + u' ' + usualPorts(server),
             server == Server::Discovery ? tr("The discovery server is not running.")
             : server == Server::Handler ? tr("The handler is not running, or moved to another address.")
                                         : tr("The broker is not running."),
             tr("A firewall on that machine refuses the connection.")},
            {CheckHelp::EditAddress}};
}

CheckAdvice noAnswer(Server server)
{
    return {{tr("A firewall between here and there drops the connection."),
             tr("This machine has no network, or needs a VPN."),
             tr("The host or the port is wrong, or the machine is off.") + u' ' + usualPorts(server)},
            {CheckHelp::EditAddress}};
}

CheckAdvice notTrusted(Server server)
{
    if (server == Server::Handler)
        return {{tr("The handler has a new certificate, and what was given by hand or announced is the old one."),
                 tr("The address leads to another server than the handler."),
                 tr("Someone between here and there reads along.")},
                {CheckHelp::ChooseCertificate, CheckHelp::EditAddress}};
    return {{tr("The network signs its certificates itself: choose the file of its CA certificate."),
             tr("The CA certificate chosen here is that of another network, or an old one."),
             tr("Someone between here and there reads along, for example a company's proxy.")},
            {CheckHelp::ChooseCertificate, CheckHelp::EditAddress}};
}

CheckAdvice notTls(Server server)
{
    return {{tr("The port is one for plain text, or of another service.") + u' ' + usualPorts(server),
             tr("The server was set up without TLS.")},
            {CheckHelp::EditAddress}};
}

CheckAdvice keyRejected(Server server)
{
    CheckAdvice advice{{}, {CheckHelp::EnterKey, CheckHelp::EditApplicationId}};
    if (server == Server::Broker)
        advice.causes += tr("It is a token: many brokers take access keys only.");
    advice.causes +=
        {tr("The key was not copied completely, or was revoked."), tr("The key is one of another application."),
         tr("The application ID is that of another application.")};
    return advice;
}

CheckAdvice unknownApplication()
{
    return {{tr("The application is not registered at a handler yet: new applications are only known to the account "
                "server."),
             tr("The application ID is misspelt."), tr("The application is on another network.")},
            {CheckHelp::RegisterApplication, CheckHelp::EditApplicationId, CheckHelp::EditAddress}};
}

CheckAdvice invalidInput(Server server)
{
    return {{server == Server::Discovery ? tr("The address is not one of the form host:port.")
                                         : tr("The network announces an address that cannot be read, or the one given "
                                              "by hand is not of the form host:port.")},
            {CheckHelp::EditAddress}};
}

} // namespace

CheckAdvice adviceFor(const CheckStep &step)
{
    const Server server = serverOf(step.id);
    switch (step.failure->cause) {
    case Cause::InvalidInput:
        return invalidInput(server);
    case Cause::NameNotFound:
        return nameNotFound(step, server);
    case Cause::ConnectionRefused:
        return closedPort(server);
    case Cause::NetworkUnreachable:
    case Cause::TimedOut:
        return noAnswer(server);
    case Cause::ConnectionClosed:
        return {{tr("The server restarts, or a proxy in between closed the connection."),
                 tr("The port belongs to another service.") + u' ' + usualPorts(server)},
                {CheckHelp::EditAddress}};
    case Cause::CertificateNotTrusted:
        return notTrusted(server);
    case Cause::CertificateWrongHost:
        return {{tr("The address here is another name, or a number, for the server. Use the name that the certificate "
                    "is made out to."),
                 tr("The server shows the certificate of another machine.")},
                {CheckHelp::EditAddress, CheckHelp::ChooseCertificate}};
    case Cause::CertificateExpired:
        return {{tr("The server's certificate was not renewed: ask its operator."),
                 tr("This machine's clock is wrong."), tr("The certificate chosen here is an old one.")},
                {CheckHelp::ChooseCertificate}};
    case Cause::NotTls:
        return notTls(server);
    case Cause::PlaintextNotAllowed:
        return {{tr("The server was set up without TLS, as private networks often are. Allow plain text only where "
                    "you trust the network in between."),
                 tr("The port is the one without TLS.") + u' ' + usualPorts(server)},
                {CheckHelp::AllowPlaintext, CheckHelp::EditAddress}};
    case Cause::KeyRejected:
        return keyRejected(server);
    case Cause::RightMissing:
        return {{tr("The key was made without this right: take one that has it, or make a new one.")},
                {CheckHelp::EnterKey}};
    case Cause::ApplicationNotFound:
        return unknownApplication();
    case Cause::ApplicationNotRegistered:
        return {{tr("The application is not registered at this handler yet."),
                 tr("It is registered at another handler: remove the handler address given by hand.")},
                {CheckHelp::RegisterApplication, CheckHelp::EditAddress}};
    case Cause::RateLimited:
        return {{tr("Too many calls were made with this key in a short time. Check again in a minute.")}, {}};
    case Cause::ServerFault:
        return {{tr("The server has a fault of its own: its operator finds it in the server's log."),
                 tr("The server cannot reach its account server to look at the key.")},
                {}};
    case Cause::NotFound:
        return {{tr("The network announces no address for this. Give it by hand under Advanced.")},
                {CheckHelp::EditAddress}};
    default:
        return {{tr("The details hold what the server said.")}, {CheckHelp::EditAddress}};
    }
}

QString helpLabel(CheckHelp help)
{
    switch (help) {
    case CheckHelp::ChooseCertificate:
        return tr("Choose certificate…");
    case CheckHelp::AllowPlaintext:
        return tr("Allow plain text");
    case CheckHelp::EnterKey:
        return tr("Enter the key again");
    case CheckHelp::EditApplicationId:
        return tr("Change the application ID");
    case CheckHelp::EditAddress:
        return tr("Change the address");
    case CheckHelp::RegisterApplication:
        return tr("Register the application…");
    }
    return {};
}

QString helpName(CheckHelp help)
{
    switch (help) {
    case CheckHelp::ChooseCertificate:
        return QStringLiteral("chooseCertificate");
    case CheckHelp::AllowPlaintext:
        return QStringLiteral("allowPlaintext");
    case CheckHelp::EnterKey:
        return QStringLiteral("enterKey");
    case CheckHelp::EditApplicationId:
        return QStringLiteral("editApplicationId");
    case CheckHelp::EditAddress:
        return QStringLiteral("editAddress");
    case CheckHelp::RegisterApplication:
        return QStringLiteral("registerApplication");
    }
    return {};
}

QString stepTitle(CheckStep::Id id)
{
    switch (id) {
    case Id::DiscoveryReached:
        return tr("Discovery reached");
    case Id::CertificateTrusted:
        return tr("Certificate trusted");
    case Id::HandlerFound:
        return tr("Handler found for the application");
    case Id::HandlerReached:
        return tr("Handler reached");
    case Id::KeyAccepted:
        return tr("Key accepted");
    case Id::BrokerReached:
        return tr("Broker reached");
    case Id::BrokerAcceptedKey:
        return tr("Broker accepted the key");
    case Id::Subscribed:
        return tr("Subscribed to the messages");
    }
    return {};
}

} // namespace thingsdesk
