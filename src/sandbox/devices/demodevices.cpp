// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/devices/demodevices.h"

#include "sandbox/devices/samplefunctions.h"

#include <numbers>

namespace thingsdesk::sandbox {

namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr QLatin1StringView weatherStation("weather-station");
constexpr QLatin1StringView parking("parking");
constexpr QLatin1StringView coldChain("cold-chain");

/// Where a device stands: degrees, and what people call the place.
struct Site
{
    float latitude;
    float longitude;
    QString name;
};

DeviceSpec spec(const QString &appId, const QString &devId, SensorKind sensor, Activation activation, const Site &site,
                const QString &description, const DeviceBehaviour &behaviour)
{
    DeviceSpec result;
    result.device.appId = AppId::fromServer(appId);
    result.device.devId = DevId::fromServer(devId);
    result.device.description = description;
    result.device.latitude = site.latitude;
    result.device.longitude = site.longitude;
    result.device.altitude = 32;
    result.device.attributes = {{u"site"_s, site.name}, {u"sensor"_s, sensorId(sensor)}};
    result.device.uses32BitCounter = true;
    result.activation = activation;
    result.sensor = sensor;
    result.behaviour = behaviour;
    return result;
}

void addWeatherStation(std::vector<DeviceSpec> &list)
{
    const auto add = [&list](const QString &devId, SensorKind sensor, Activation activation, const Site &site,
                             const QString &description, const DeviceBehaviour &behaviour) {
        list.push_back(spec(weatherStation, devId, sensor, activation, site, description, behaviour));
    };
    add(u"roof-atm41"_s, SensorKind::DecentlabDlAtm41, Activation::Abp, {52.2221F, 6.8951F, u"campus"_s},
        u"All-in-one weather station on the roof"_s, {.interval = 10s, .first = 1500ms});
    add(u"field-5tm"_s, SensorKind::DecentlabDl5tm, Activation::Abp, {52.2085F, 6.9265F, u"farm"_s},
        u"Soil moisture, potato field"_s, {.interval = 15s, .first = 3s});
    add(u"rain-tbrg"_s, SensorKind::DecentlabDlTbrg, Activation::Otaa, {52.2093F, 6.9301F, u"farm"_s}, u"Rain gauge"_s,
        {.interval = 20s, .first = 4s});
    add(u"lab-iam"_s, SensorKind::DecentlabDlIam, Activation::Abp, {52.2219F, 6.8926F, u"campus"_s},
        u"Indoor climate, laboratory"_s, {.interval = 12s, .first = 2500ms});
    add(u"mast-wts506"_s, SensorKind::MilesightWts506, Activation::Otaa, {52.2401F, 6.8557F, u"canal"_s},
        u"Wind mast by the canal"_s, {.interval = 5s, .first = 1s});
    add(u"greenhouse-em300"_s, SensorKind::MilesightEm300Th, Activation::Abp, {52.2152F, 6.9162F, u"farm"_s},
        u"Greenhouse air"_s, {.interval = 4s, .first = 500ms});
    add(u"office-am308"_s, SensorKind::MilesightAm308, Activation::Otaa, {52.2217F, 6.8932F, u"campus"_s},
        u"Air quality, open office"_s, {.interval = 8s, .first = 2s});
    add(u"plug-ws523"_s, SensorKind::MilesightWs523, Activation::Otaa, {52.2218F, 6.8935F, u"campus"_s},
        u"Switched socket: obeys {\"socket_status\": \"on\"} and \"off\""_s, {.interval = 6s, .first = 1200ms});
    add(u"meeting-elsys"_s, SensorKind::ElsysErsCo2, Activation::Otaa, {52.2213F, 6.8941F, u"campus"_s},
        u"Meeting room; repeats confirmed uplinks"_s,
        {.interval = 9s, .first = 3s, .confirmed = 0.3, .downlinkLoss = 0.35});
    add(u"shed-lht65"_s, SensorKind::DraginoLht65, Activation::Abp, {52.2068F, 6.9398F, u"farm"_s},
        u"Tool shed; its battery contact is loose and cuts payloads off"_s,
        {.interval = 7s, .first = 2s, .cutOff = 0.15});
    add(u"hive-ruuvi"_s, SensorKind::RuuviDataFormat5, Activation::Abp, {52.2330F, 6.8460F, u"canal"_s},
        u"Beehive; an open probe now and then, which the Validator refuses"_s,
        {.interval = 3s, .first = 1s, .broken = 0.05});
}

void addParking(std::vector<DeviceSpec> &list)
{
    const auto add = [&list](const QString &devId, SensorKind sensor, Activation activation, const Site &site,
                             const QString &description, const DeviceBehaviour &behaviour) {
        list.push_back(spec(parking, devId, sensor, activation, site, description, behaviour));
    };
    add(u"weather-1"_s, SensorKind::LppWeather, Activation::Abp, {52.2203F, 6.8962F, u"old-market"_s},
        u"Weather over the car park"_s, {.interval = 11s, .first = 1800ms});
    add(u"barrier-1"_s, SensorKind::LppIo, Activation::Otaa, {52.2206F, 6.8957F, u"old-market"_s},
        u"Barrier: obeys value_3 (open, shut) and value_5 (lamp)"_s, {.interval = 5s, .first = 1s});
    add(u"van-1"_s, SensorKind::LppTracker, Activation::Otaa, {52.2244F, 6.8868F, u"old-market"_s},
        u"Service van; rejoins now and then"_s, {.interval = 6s, .first = 2s, .uplinkLoss = 0.08, .rejoinEvery = 8min});
    add(u"bay-7"_s, SensorKind::LppIo, Activation::Abp, {52.2164F, 6.9108F, u"old-market"_s},
        u"Bay 7; falls silent after three minutes"_s, {.interval = 13s, .first = 2s, .quietAfter = 3min});
    add(u"bay-new"_s, SensorKind::LppWeather, Activation::OnJoinTemplate, {52.2201F, 6.8959F, u"old-market"_s},
        u"Template: new nodes register when they join"_s, {.interval = 17s, .first = 6s});
}

void addColdChain(std::vector<DeviceSpec> &list)
{
    const auto add = [&list](const QString &devId, SensorKind sensor, Activation activation, const Site &site,
                             const QString &description, const DeviceBehaviour &behaviour) {
        list.push_back(spec(coldChain, devId, sensor, activation, site, description, behaviour));
    };
    add(u"truck-at101"_s, SensorKind::MilesightAt101, Activation::Otaa, {52.2462F, 6.8203F, u"harbour"_s},
        u"Refrigerated lorry at the edge of the network"_s, {.interval = 10s, .first = 3s, .uplinkLoss = 0.15});
    add(u"compressor-ct101"_s, SensorKind::MilesightCt101, Activation::Abp, {52.2386F, 6.8502F, u"harbour"_s},
        u"Compressor's current"_s, {.interval = 14s, .first = 2s});
    add(u"store-sht35"_s, SensorKind::DecentlabDlSht35, Activation::Abp, {52.2384F, 6.8499F, u"harbour"_s},
        u"Cold store 1"_s, {.interval = 8s, .first = 1500ms});
    add(u"store-em300"_s, SensorKind::MilesightEm300Th, Activation::Otaa, {52.2382F, 6.8509F, u"harbour"_s},
        u"Cold store 2; every uplink confirmed"_s, {.interval = 30s, .first = 4s, .confirmed = 1});
}

QList<SensorKind> kindsFor(const AppId &appId)
{
    if (appId.toString() == weatherStation) {
        return {SensorKind::MilesightEm300Th, SensorKind::ElsysErsCo2, SensorKind::DecentlabDl5tm,
                SensorKind::DraginoLht65};
    }
    if (appId.toString() == parking)
        return {SensorKind::LppWeather, SensorKind::LppIo, SensorKind::LppTracker};
    return {SensorKind::MilesightEm300Th, SensorKind::DecentlabDlSht35};
}

Application application(const QString &id, PayloadFormat format, PayloadFunctions functions)
{
    Application result;
    result.appId = AppId::fromServer(id);
    result.format = format;
    result.formatName = payloadFormatName(format);
    result.functions = std::move(functions);
    return result;
}

} // namespace

std::vector<Application> demoApplications()
{
    return {application(weatherStation, PayloadFormat::Custom, sampleFunctions(weatherStation)),
            application(parking, PayloadFormat::CayenneLpp, {}), application(coldChain, PayloadFormat::None, {})};
}

std::vector<DeviceSpec> demoDevices()
{
    std::vector<DeviceSpec> list;
    addWeatherStation(list);
    addParking(list);
    addColdChain(list);
    return list;
}

std::vector<DeviceSpec> loadDevices(const AppId &appId, int count)
{
    const QList<SensorKind> kinds = kindsFor(appId);
    std::vector<DeviceSpec> list;
    for (int i = 1; i <= count; ++i) {
        // Spread in circles about the first gateways, 200 m to 1.6 km away.
        const double angle = i * 2.399963; // the golden angle: no two in one line
        const double metres = 200 + 1400.0 * i / count;
        const auto latitude = float(52.2215 + metres * std::cos(angle) / 111'320);
        const auto longitude = float(6.8937 + metres * std::sin(angle) / 68'200);
        list.push_back(spec(appId.toString(), u"load-%1"_s.arg(i), kinds[i % kinds.size()], Activation::Abp,
                            {latitude, longitude, u"load"_s}, u"Load generator"_s, {}));
    }
    return list;
}

} // namespace thingsdesk::sandbox
