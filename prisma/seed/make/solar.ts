// Sunrise, solar noon and sunset for a place and a date, as in NOAA's solar calculator (after Meeus,
// Astronomical Algorithms): low-precision solar position, upper limb on a sea horizon, 34' of refraction.

const RAD = Math.PI / 180;
const sin = (deg: number) => Math.sin(deg * RAD);
const cos = (deg: number) => Math.cos(deg * RAD);
const tan = (deg: number) => Math.tan(deg * RAD);
const HORIZON_DEG = -0.833;

export interface Place {
  lat: number;
  lon: number;
}
/** Minutes after 00:00 UTC of the date; undefined where the sun does not cross the horizon. */
interface Sun {
  rise?: number;
  noon: number;
  set?: number;
  noonElevationDeg: number;
}

/** Declination in degrees and equation of time in minutes at a Julian day. */
function position(julianDay: number) {
  const t = (julianDay - 2451545) / 36525;
  const meanLongitude = (280.46646 + t * (36000.76983 + t * 0.0003032)) % 360;
  const anomaly = 357.52911 + t * (35999.05029 - 0.0001537 * t);
  const eccentricity = 0.016708634 - t * (0.000042037 + 0.0000001267 * t);
  const centre =
    sin(anomaly) * (1.914602 - t * (0.004817 + 0.000014 * t)) +
    sin(2 * anomaly) * (0.019993 - 0.000101 * t) +
    sin(3 * anomaly) * 0.000289;
  const node = 125.04 - 1934.136 * t;
  const longitude = meanLongitude + centre - 0.00569 - 0.00478 * sin(node);
  const seconds = 21.448 - t * (46.815 + t * (0.00059 - t * 0.001813));
  const obliquity = 23 + (26 + seconds / 60) / 60 + 0.00256 * cos(node);
  const y = tan(obliquity / 2) ** 2;
  const equation =
    y * sin(2 * meanLongitude) -
    2 * eccentricity * sin(anomaly) +
    4 * eccentricity * y * sin(anomaly) * cos(2 * meanLongitude) -
    0.5 * y * y * sin(4 * meanLongitude) -
    1.25 * eccentricity * eccentricity * sin(2 * anomaly);
  return {
    declination: Math.asin(sin(obliquity) * sin(longitude)) / RAD,
    equationMinutes: (4 * equation) / RAD,
  };
}

/** Julian day of 00:00 UTC. */
const julianDay = (date: Date) => date.getTime() / 86_400_000 + 2440587.5;

export function sunOn(date: Date, place: Place): Sun {
  const midnight = julianDay(date);
  const at = (minutes: number) => position(midnight + minutes / 1440);
  const noonAt = (minutes: number) => 720 - 4 * place.lon - at(minutes).equationMinutes;
  const noon = noonAt(noonAt(720));

  const crossing = (side: -1 | 1) => {
    let minutes = noon;
    for (let pass = 0; pass < 6; pass++) {
      const { declination, equationMinutes } = at(minutes);
      const cosHour = sin(HORIZON_DEG) / (cos(place.lat) * cos(declination)) - tan(place.lat) * tan(declination);
      if (Math.abs(cosHour) > 1) return undefined;
      minutes = 720 - 4 * place.lon - equationMinutes + (side * 4 * Math.acos(cosHour)) / RAD;
    }
    return minutes;
  };

  const noonElevationDeg = 90 - Math.abs(place.lat - at(noon).declination);
  return { rise: crossing(-1), noon, set: crossing(1), noonElevationDeg };
}
