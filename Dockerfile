# Registry in a container: build with `docker build -t registry .`, run with `docker run -p 5080:5080 -v registry:/data registry`.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY . .
RUN dotnet publish src/Registry -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# Folding and the order of names need ICU, PDF lists need pdftotext with the Chinese encodings.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libicu-dev poppler-utils poppler-data tzdata \
    && rm -rf /var/lib/apt/lists/*
ENV DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=false \
    REGISTRY_STORE=sqlite:/data/registry.db
COPY --from=build /app /app
RUN useradd --system --create-home registry && mkdir /data && chown registry /data
USER registry
VOLUME /data
EXPOSE 5080
ENTRYPOINT ["/app/registry"]
CMD ["serve", "--urls", "http://0.0.0.0:5080"]
