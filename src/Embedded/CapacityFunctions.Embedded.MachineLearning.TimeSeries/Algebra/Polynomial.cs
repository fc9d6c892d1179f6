using System.Numerics;

namespace CapacityFunctions.Embedded.MachineLearning.TimeSeries.Algebra;

/// <summary>Monic real polynomials c₀ + c₁x + … + xⁿ between coefficients and roots.</summary>
internal static class Polynomial
{
    private const int MaxIterations = 200;
    private const double Precision = 1e-15;

    // Roots this near the axis are real: what is left of an imaginary part is rounding.
    private const double Axis = 1e-12;

    /// <summary>
    /// All roots at once by the Ehrlich–Aberth iteration (Bini 1996), O(n²) a step where the eigenvalues of the companion matrix, which the
    /// real package takes, cost O(n³).
    /// </summary>
    /// <param name="coefficients">c₀ … cₙ₋₁, at least one.</param>
    /// <returns>Real roots with an imaginary part of exactly 0, others in exactly conjugate pairs; null when the iteration fails.</returns>
    public static Complex[]? Roots(ReadOnlySpan<double> coefficients)
    {
        int zeros = 0;
        while (zeros < coefficients.Length && coefficients[zeros] == 0)
        {
            zeros++;
        }

        ReadOnlySpan<double> rest = coefficients[zeros..];
        Complex[] roots = new Complex[coefficients.Length];
        Span<Complex> found = roots.AsSpan(zeros);
        switch (rest.Length)
        {
            case 0:
                return roots;
            case 1:
                found[0] = -rest[0];
                return roots;
            case 2:
                Quadratic(rest[1], rest[0], found);
                return roots;
            default:
                return Iterate(rest, found) && Pair(found) ? roots : null;
        }
    }

    /// <summary>
    /// Multiplies the factors out in Leja order, which keeps the intermediate polynomials small (Calvetti &amp; Reichel 2003).
    /// </summary>
    /// <param name="roots">As <see cref="Roots"/> gives them: conjugates in pairs.</param>
    /// <param name="coefficients">Receives c₀ … cₙ₋₁.</param>
    public static void Expand(ReadOnlySpan<Complex> roots, Span<double> coefficients)
    {
        Complex[] ordered = LejaOrder(roots);
        Complex[] product = new Complex[roots.Length + 1];
        product[0] = 1;
        for (int degree = 0; degree < ordered.Length; degree++)
        {
            product[degree + 1] = product[degree];
            for (int i = degree; i > 0; i--)
            {
                product[i] = product[i - 1] - (ordered[degree] * product[i]);
            }

            product[0] *= -ordered[degree];
        }

        for (int i = 0; i < coefficients.Length; i++)
        {
            coefficients[i] = product[i].Real;
        }
    }

    private static void Quadratic(double b, double c, Span<Complex> roots)
    {
        double discriminant = (b * b) - (4 * c);
        double half = Math.Sqrt(Math.Abs(discriminant)) / 2;
        Complex offset = discriminant >= 0 ? new Complex(half, 0) : new Complex(0, half);
        (roots[0], roots[1]) = ((-b / 2) + offset, (-b / 2) - offset);
    }

    private static bool Iterate(ReadOnlySpan<double> coefficients, Span<Complex> roots)
    {
        int degree = coefficients.Length;
        double radius = Math.Clamp(Math.Pow(Math.Abs(coefficients[0]), 1.0 / degree), 0.5, 2);
        for (int i = 0; i < degree; i++)
        {
            // An offset that no symmetry of the polynomial shares, or conjugate starting points would stay conjugate for ever.
            roots[i] = Complex.FromPolarCoordinates(radius, ((2 * Math.PI * i) + 0.7) / degree);
        }

        bool[] settled = new bool[degree];
        int open = degree;
        for (int iteration = 0; iteration < MaxIterations && open > 0; iteration++)
        {
            for (int i = 0; i < degree; i++)
            {
                if (!settled[i] && IsSettled(coefficients, roots, i))
                {
                    settled[i] = true;
                    open--;
                }
            }
        }

        // What has not settled is a multiple root: as near as rounding allows after so many steps.
        foreach (Complex root in roots)
        {
            if (!Complex.IsFinite(root))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>One Aberth step: Newton's, corrected for the other roots.</summary>
    private static bool IsSettled(ReadOnlySpan<double> coefficients, Span<Complex> roots, int index)
    {
        Complex root = roots[index];
        Complex value = 1;
        Complex slope = 0;
        double bound = 1;
        double size = Complex.Abs(root);
        for (int k = coefficients.Length - 1; k >= 0; k--)
        {
            slope = (slope * root) + value;
            value = (value * root) + coefficients[k];
            bound = (bound * size) + Math.Abs(coefficients[k]);
        }

        if (Complex.Abs(value) <= Precision * bound)
        {
            return true;
        }

        Complex repulsion = 0;
        for (int other = 0; other < roots.Length; other++)
        {
            if (other != index && roots[other] != root)
            {
                repulsion += 1 / (root - roots[other]);
            }
        }

        Complex step = value / (slope - (value * repulsion));
        roots[index] = root - step;
        return Complex.Abs(step) <= Precision * size;
    }

    /// <summary>Makes conjugates exactly conjugate.</summary>
    private static bool Pair(Span<Complex> roots)
    {
        List<int> below = [];
        for (int i = 0; i < roots.Length; i++)
        {
            if (Math.Abs(roots[i].Imaginary) <= Axis * Complex.Abs(roots[i]))
            {
                roots[i] = roots[i].Real;
            }
            else if (roots[i].Imaginary < 0)
            {
                below.Add(i);
            }
        }

        for (int i = 0; i < roots.Length; i++)
        {
            if (roots[i].Imaginary <= 0)
            {
                continue;
            }

            Complex mirrored = Complex.Conjugate(roots[i]);
            int nearest = -1;
            foreach (int candidate in below)
            {
                if (nearest < 0 || Complex.Abs(roots[candidate] - mirrored) < Complex.Abs(roots[nearest] - mirrored))
                {
                    nearest = candidate;
                }
            }

            if (nearest < 0)
            {
                return false;
            }

            roots[nearest] = mirrored;
            below.Remove(nearest);
        }

        return below.Count == 0;
    }

    /// <summary>Each next root is the one farthest from all before it, by the product of distances; conjugates follow one another.</summary>
    private static Complex[] LejaOrder(ReadOnlySpan<Complex> roots)
    {
        Complex[] ordered = roots.ToArray();
        double[] distances = new double[ordered.Length];
        for (int i = 0; i < ordered.Length; i++)
        {
            distances[i] = Math.Log(Complex.Abs(ordered[i]) + double.Epsilon);
        }

        for (int done = 0; done < ordered.Length; done++)
        {
            int next = -1;
            if (done > 0 && ordered[done - 1].Imaginary > 0)
            {
                next = Array.IndexOf(ordered, Complex.Conjugate(ordered[done - 1]), done);
            }

            for (int i = done; i < ordered.Length && (done == 0 || ordered[done - 1].Imaginary <= 0); i++)
            {
                if (ordered[i].Imaginary >= 0 && (next < 0 || distances[i] > distances[next]))
                {
                    next = i;
                }
            }

            (ordered[done], ordered[next]) = (ordered[next], ordered[done]);
            (distances[done], distances[next]) = (distances[next], distances[done]);
            for (int i = done + 1; i < ordered.Length; i++)
            {
                distances[i] += Math.Log(Complex.Abs(ordered[i] - ordered[done]) + double.Epsilon);
            }
        }

        return ordered;
    }
}
