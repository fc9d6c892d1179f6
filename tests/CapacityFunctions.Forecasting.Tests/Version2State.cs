using System.IO.Compression;

namespace CapacityFunctions.Forecasting.Tests;

/// <summary>
/// A model state as version 2 wrote it: seasonal naive with a period of 24, trained for one day on <see cref="SampleSeries.Hourly"/>(150).
/// It holds 11 past forecasts; its first mean is 47.14866013039086 and its first quantile of 0.95 is 60.39442653288475.
/// </summary>
internal static class Version2State
{
    // Deflate, then Base64.
    private const string Compressed = """
        7dgLTBNnHADwKw6oIigMC2SgnTOITFReFUrX+64KIsyJOp9RRtXyFiotvniIDgbM6IQagiCZboM4DS8ttYXS+w5aAZ88B4xImSxOFkU2HSATXA+rGclqs6zz
        kXBfvlzucl/+v//d/5+73DK/Va5GSLiSS0UQxFYzTTUTGWjrb0/sJk8hFO15cm+hmQIeVxAbw412ieFG7OEh49sASiEvOeFiOtvFEgXVB09ND+rnAAEvZKHv
        RV+wLjBLvbjOD9j9VOQQRF0BzJem9aTK/IFszleBpqIVwOL+hu+Tr/uBbO9B553AD+TMpNwJbloOEpPueosKOIDlnl14o4YDNjLuFk+VAtCXqwqZ8SkKGKe2
        t21p+Qi4pAwetepigOzZNiP11gwA+ss64ls8gFfcreurb3uCddbzSw8luYG6uflIt6k7aO2YnrPb1wPIpvadY1oxQcf+Pid1FAuYIM+3AbQtveG26LfZwIw8
        9G81Fx7oppI5NsntwMzer4Gn7zrQZatW2L93DD1CzYGr52+G59IPQcQuEE+9zEeJiln4mKcbiHT4FtxcVgz8R5vBZrgBp/5cAZ9M2wptW2xg1UI22BewF9h+
        PoRuFUbAsNNfQDLGj940tgkLLYv0lFR/IH8gl1/M8RCXX2Ey2CfZxsBGfF/hKq+XsX0qWBKvODm92larrvM3xci9xaNbp44ftgYI3b2yROs2hC2w/Dx0fNAM
        W+v9Yeafd/BHDsU4/3AEbt1oP+7WL81UvAOLqkKluRKB+LFMp3s4K7RP6zaETe3xLnzUX4jTesrRmORR9JcpED+QtgcP+MGRTcbQL82XrZVcZrR4BV26IN7i
        rNPdOGA1L+GZ2yC2s/PhrtjtwJhdB+bsSAMzUCnouutE7LDaSJAxRF5B8hH5JsU1PLpquTRUskZ8VcaXzZWIGKVedpeOiZ2d3SoXs7ah/aybbDXxtOa5OzvU
        bKL77Go8WOs2hO1g3mfEvuY0YphWQKz0lRK9ffWEpeQGUXjl2rhbv9Sjdp6yQhmsuqz6VdWt0ulOKYk6qXUbwua3RUEUdZ4l2r8LIULZPoTkoQmxrb4J5ona
        x+tbvzRVNab0qV1TMwoJfBjX6d5kbtuqdRvCtuaMGfQVZ8Cx6RdgZMJTmHEkgHgIhUQmljR+v/VLF8jMq08opLC8Rlp7v1ane0m00iLxmdsQtkLLfCLUy45Y
        f74KFnx8FB7f6wTn7uzFZz6mADJGp3JM+bsyV2mp5BIJMF5hXO1UXSo5UrlM7qDohGrCumZv7Xo8Wa6spEp3V3gznrufBGyc6KZe5a/Uug1hQxD4VNckY+iX
        ImN/H5ba1y4zl8X5I4rBeX+KG2foS0dO3j1rTjyNxlkFjTkjmpxKyaTkzCpapb1s8BJfwqxwFadeaCgLLEHPGSGoc+CihiWpbq4eTE8+Y3CpvTeNyfRBWLpW
        UP71ilcRg5LyOvN4UTE9CxxStRVjiKrQVzH6a2TimKb9GHtZxSScHsHa8/qxEx0SzL+oDCvNL8KSrUox83sijKymYMpkNb2ePJA3Mg8k5U1UUfT3qjSjQaHt
        VUP0o75e1d+dE8cUzZpZ/6FXB9i52NEPv8Hashqxx8G9WETmMJYSZ8NZkOcy/lYwN5rs48k+fnv7+O26u6/ieRj9D180//z7Zqr6SpQq6jaaUZM1mL54CKW4
        ay6JiaXv4gnDY3fSIwT0HdE8blz0fvp2nlDIi6MLw7kx9Dgen8cVRsSEaQ55dD5XIDQ7Xl4mCG9E7wyFOJ9Z9AmQ77q+tufBcpgcPOsqEsYFLxR/AQ==
        """;

    public static byte[] SeasonalNaive()
    {
        using DeflateStream source = new(new MemoryStream(Convert.FromBase64String(Compressed)), CompressionMode.Decompress);
        using MemoryStream state = new();
        source.CopyTo(state);
        return state.ToArray();
    }
}
