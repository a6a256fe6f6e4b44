const { createRemoteJWKSet, jwtVerify } = require("jose");

exports.handler = async (event) => {
  switch (event.as) {
    case "time":
      return {
        now: Date.now(),
        instant: new Date().toISOString(),
        text: Date(),
        given: new Date(0).getTime(),
      };
    case "token":
      return (await jwtVerify(event.token, createRemoteJWKSet(new URL(`${event.issuer}/jwks`)))).payload;
  }
  console.log(JSON.stringify({ at: new Date().toISOString(), event }));
  if (event.as === "fail") throw new TypeError("not this time");
};
