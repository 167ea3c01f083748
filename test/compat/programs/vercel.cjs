const { registerOTel } = require('@vercel/otel');

registerOTel({ serviceName: 'compat' });
