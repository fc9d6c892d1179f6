using System.IO.Compression;

namespace CapacityFunctions.Forecasting.Tests;

/// <summary>
/// A model state as version 2 wrote it, before external inputs: theta, chosen beside seasonal naive, trained on <see cref="SampleSeries.Hourly"/>(200) for
/// four steps checked every seven.
/// </summary>
internal static class Version2State
{
    // Deflate, then Base64.
    private const string Compressed = """
        VdQPTBNXHAfwtnTCAnT/MAMc7CDIwAAr0Aoi9b0WhjTyR3FEGAYsrEixf8AWxgZoJ6iMucEGE3TawCITp2ETqv2TtXcQWAQN0ICb0wQpsjFn5d/4q8StV+7I
        7pKX13xzn/7e+93di0tIDmfQCnpFLjQajWkfzvZBgxHO5cfG8IhGtw9PYn7JPlQFYpWI5rhmAX2zfZKVSFWSIqkkT6SSlIoRpVikVMjp9FvrN238gflIV8le
        OAu8ZaxLGsE8yNsW/fB8ygIw7GjKqTi5CIZtuo7L6iXwIGZ60XphGThl3PeAd5aBxeKR5gKXAedAZGvc5BLQXmhr1PAXwdk0r9aJnH+AKXOtK2ZwDgR/VTgj
        /3oGNI4NgKWzT4Bl7pLT8V+nwP32kROn1h6BqrJ9stA8K2DFxgkqI6wgMt3sSq+3gpvjTm4PBVbwvu4vxpnZCbCwvSxidecfIMsktOhyHwNfRqDGJ9cG6D9+
        5l04XzwNOgUjbIZ989zsoL6BZh+Ib3Tl2Rvq2/VCWG1bXXN7ZTdMtNnouiQhPFiVI/a8+z3KwjvRnopml4+54F2+VtcHVhKX0N65/djQSBSGZ4Lof3VhxlQD
        k2ic94EIPj4nOfmxpX1ekKbuOHKO8GEVMjQ/8VWwNWQLFBjeAnh22tjPfREbwyF9ABOFFJ/h7jlK+MVRIcha2N2tSJd3y7Mbu/Hsh+0tPTU9V3tIX3DiA2p9
        trSXVbHuRz1q0d9matHNpTfQ4YuZZjzbdqOlK0BraCe9b7KM6l1uFwkJ3xzsDy8PfQvffLICDjd8DvEslOcBD8bsAaT//Uo/df3jwT7VhHfZQsfOLyVh5W9P
        oC8y4h39azK1m5L1ho3+cdrZ1Pr6mn4z4dViDfppyCFs/Fks9k1ftcNLb3oZF3TdetJftdZRff1UySrhhZNraI8Rops6JOCj4XATnp00aDrLIvWtpH/O9aP6
        ggR/TuW633HoZfjdJjY8Q0PQjr1MR/0IkLSrQfvLxvqTg23U/cO2QTnhm7BmvvsDPV/7oZEfmGPm49m5+Ovx78Zr4kgf1VlJre/JLL9CeKb/JljHHQSH79nA
        J7JqFM+eRldxm7h/Xyd9LppP9bO570wS/hFDhT392c8MCqNhcdprjucXhY1d4/H27SS9VXuHuv5b3SO+x9Z9W7oKlQUUYpa8GMy1+CdHfZ1eYtpjHNCSfnqE
        R63fgqgzCe/zcS0vshjdtXbXGbK8vnC8M+9tfR5i5KaGk35+uYbiGf8/weqqjMeXGyzAPUjpxt0/CfAPdP3kEklD5SL7QRZy6l7Rn66TIMnfPGfzXgEMHv6O
        KJRKhB3G4SAqiUysRFQFIhWiyEdIijgooigVH0XCOUiRSKlC8hVHxXn2H8qiIXXg7MVREJjyuGNqIAXGeo9lyYISMJYqSvr6lyJILpT+Hw==
        """;

    public static byte[] Theta()
    {
        using DeflateStream source = new(new MemoryStream(Convert.FromBase64String(Compressed)), CompressionMode.Decompress);
        using MemoryStream state = new();
        source.CopyTo(state);
        return state.ToArray();
    }
}
