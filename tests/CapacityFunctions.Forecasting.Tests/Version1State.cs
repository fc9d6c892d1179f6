using System.IO.Compression;

namespace CapacityFunctions.Forecasting.Tests;

/// <summary>
/// A model state as version 1 wrote it: seasonal naive with a period of 24, trained for one day on <see cref="SampleSeries.Hourly"/>(200).
/// It holds 14 past forecasts.
/// </summary>
internal static class Version1State
{
    // Deflate, then Base64.
    private const string Compressed = """
        rdd5TBRXHAfw2XKIBwjKXdAV5BKxCoiCwLz3Q1YEucVKLdYVFkG5uqygBRc0XCqXiAooxgOoiKCiWNMKO9OirqiIB4JAKQi4gISuQSIYrYV1+59pssm8X76Z
        zMskL5/8fpPJuHG8V7CIiEauGkEQ+lOZMRUC2c5IEnZPbxEs+f70VWMq8TxufGwMN8omhhuZwCNkS0qyph+5XZWjnfrIA2mO1Z6YdcsLKQUUlvcq+6HRcmLB
        qVE/dHq9RFxf6Y9u64WrdpwPQEYfpVtyfQJRTpWyxYO8AJTcd00iFAegUcdIu18O+aMrJ7ZVUB0+qC5vfuzavV6I5fuGo8v2QAlWvvj7IA7aUzhg2HsXozqK
        azLLEiGTDxN/GhiRqEm7Ja1xzAV56w3lG9U6oSKiTHMTxwWpHuwyfXKKRDO8eNV31DDKyRCZfW3jhlaZtbsMWXKQGvHfkpI038E21c8UTZOJC76irUndatPG
        9Px0SPwUBZfmbIaVf7jAeefFkPBuNhQOdOErhs14JLkFa3l04NeiQXzHoRen3RrGQyO6EL3cElQeboC0S2EQsiQRDFv3Q97bDCiVZMPxjHxI6csFJ/tsmD7j
        rXG1KO5ApEi7xYj6y34+9Xa0XKTbc5WMEX4kJUqU6Kf0BJHnc3NX/QsWVHTsdqTiehctDE1Hc8mbqHPQkg6d9y2dUvIDvedJOj2hW0qvd79J9w2Jaa0bzXR5
        0wN63FmxIlJrdhXL/UwY1bsOQHRwJFSRPiDJswdr9YWQmKEFSfUjePoMJoyc7xroihcX6LaybXS46xr6xpgqHSJ+TJUcbaMU9m9W138m9zNh5Bv+jimxGDcc
        68SDTU/x9bSPWImjAd7FFrL+M2H0Pzubcr+eRf0zp5bamfSJyjrsSY9RAvog3qd4/5dHNWokf/YzYfRdTUJzgQm8liyDejcSJigE50JIOH7JReZnwliudZIO
        X21AB1X9RpVuyKHyEy0pk7A+keYkCynsV7sft17uZ8LoVOQM47scYJGSLbw7ZA4lI9qwW1cXvCkVmZ8JY1CYCvq5XQe1Oe5AXtxSFDOcioTK68jQFa9IVaRY
        ET1WxmlyPxPGpDPvcVvJKC5sv4E9Kq7gyycrsHDeZaw+clT2/jNh7K+TiDpqyqivwvJEh98XUzUdYpH1ukrRUmGYSGH/zax7DXI/E0apaxHOsT6HW4+04Mmt
        fTjy4ARO5euBVYmNrP9MGG3G7jfYjYWgpKZZ6OgybeTKuogDn1/D+qbVWGF/vmT3pNzPhDHF0QH2w2qweOAOKaNrIeUeCQ0JCNirnGR+JoxOpnX48fxO7K/T
        jUPzX+BMvQHMNWnHFYO3FPdHcEzs9332M2EcnGkGmbYG0P5mDhibjeBFsbfxxpfVuNzikGz+mTA6FZ3Hjt+k48g1ftiHy8e9xsvwKWcrvJEforgflTfHyP1M
        GJU1SvBsYRk2Emdj07nH8NhQPV78uhff7x+X+ZkwIrY1DvdqRFatTrirxhdL15ph44eLcEFgMB4nFStCXzmpUu5nwhjo7g+VIT9Ch84ByOVlwcpXBRCxqwQ2
        dxbJ5p8Jo/mxpdS54ZPUzvBEkWa1tKFNzY56X2BFxeVsIBX2S7db9Mv9TBjPLimGd27H4degbFB5ngCmTVuglsDw8qKtzM+EcTJThyII6tOXorBfTD9dIPzs
        Z8I4k9QAf8SCRz0TePHpv/FAfiu+ajuMj7z6IJt/Joz/F4X9Z9ipwXI/E8aVHDV4EWEAnutWACuZA0E9IaBukQq9gkxZ/5kwMun/8q9vu/7dfK/OftJzU7A0
        izdJsuymP12x7GieICI2jB0Zzw6N4nH5UXvZ23kCAY/PFkRwY9h8XhyPK4iM2TF1y2PHceMFcY9SzaWlz0hzn6EaSZMPcjbs3hJtyaE0BKui5uVyEetf
        """;

    public static byte[] SeasonalNaive()
    {
        using DeflateStream source = new(new MemoryStream(Convert.FromBase64String(Compressed)), CompressionMode.Decompress);
        using MemoryStream state = new();
        source.CopyTo(state);
        return state.ToArray();
    }
}
