/// What the units are, from their definitions in the SI and in the conventions that UCUM names.
/// https://ucum.org/ucum#section-Tables-of-Terminal-Symbols
enum UnitDefinitions {
    static let prefixes: [String: Ratio] = {
        var prefixes: [String: Ratio] = [:]
        let decimal = [
            "Y": 24, "Z": 21, "E": 18, "P": 15, "T": 12, "G": 9, "M": 6, "k": 3, "h": 2, "da": 1, "d": -1, "c": -2, "m": -3, "u": -6,
            "n": -9, "p": -12, "f": -15, "a": -18, "z": -21, "y": -24,
        ]
        for (prefix, exponent) in decimal { prefixes[prefix] = Ratio(1, exponent: exponent) }
        for (index, prefix) in ["Ki", "Mi", "Gi", "Ti"].enumerated() { prefixes[prefix] = Ratio(1 << (10 * (index + 1))) }
        return prefixes
    }()

    /// Take prefixes.
    static let metric = """
        mol 6.0221367e23 1
        sr 1 rad2
        Hz 1 /s
        N 1 kg.m/s2
        Pa 1 N/m2
        J 1 N.m
        W 1 J/s
        A 1 C/s
        V 1 J/C
        F 1 C/V
        Ohm 1 V/A
        S 1 A/V
        mho 1 S
        Wb 1 V.s
        T 1 Wb/m2
        H 1 Wb/A
        lm 1 cd.sr
        lx 1 lm/m2
        Bq 1 /s
        Gy 1 J/kg
        Sv 1 J/kg
        l 1 dm3
        L 1 l
        ar 100 m2
        st 1 m3
        t 1000 kg
        bar 1e5 Pa
        u 1.6605402e-24 g
        [c] 299792458 m/s
        [h] 6.6260755e-34 J.s
        [k] 1.380658e-23 J/K
        [eps_0] 8.854187817e-12 F/m
        [mu_0] 12.56637061435917295e-7 N/A2
        [e] 1.60217733e-19 C
        eV 1 [e].V
        [m_e] 9.1093897e-28 g
        [m_p] 1.6726231e-24 g
        [G] 6.67259e-11 m3/kg/s2
        [g] 9.80665 m/s2
        gf 1 g.[g]
        Ky 1 /cm
        Gal 1 cm/s2
        dyn 1 g.cm/s2
        erg 1 dyn.cm
        P 1 dyn.s/cm2
        Bi 10 A
        St 1 cm2/s
        Mx 1e-8 Wb
        G 1e-4 T
        Oe 79.57747154594766788 A/m
        Gb 1 Oe.cm
        sb 1 cd/cm2
        Lmb 0.3183098861837906715 cd/cm2
        ph 1e4 lx
        Ci 37e9 Bq
        R 2.58e-4 C/kg
        RAD 100 erg/g
        REM 1 RAD
        pc 3.085678e16 m
        cal_[15] 4.18580 J
        cal_[20] 4.18190 J
        cal_m 4.19002 J
        cal_IT 4.1868 J
        cal_th 4.184 J
        cal 1 cal_th
        m[H2O] 9.80665 kPa
        m[Hg] 133.322 kPa
        tex 1 g/km
        eq 1 mol
        osm 1 mol
        g% 1 g/dL
        kat 1 mol/s
        bit 1 1
        By 8 bit
        Bd 1 /s
        """

    /// Years and months are those of the Julian calendar unless their code says otherwise.
    static let time = """
        min 60 s
        h 60 min
        d 24 h
        wk 7 d
        a_t 365.24219 d
        a_j 365.25 d
        a_g 365.2425 d
        a 1 a_j
        mo_s 29.53059 d
        mo_j 30.4375 d
        mo_g 30.436875 d
        mo 1 mo_j
        """

    /// Numbers, angles and what medicine counts in.
    static let other = """
        10* 10 1
        10^ 10 1
        [pi] 3.141592653589793238 1
        % 1e-2 1
        [ppth] 1e-3 1
        [ppm] 1e-6 1
        [ppb] 1e-9 1
        [pptr] 1e-12 1
        circ 2 [pi].rad
        sph 4 [pi].sr
        deg 1 circ/360
        gon 0.9 deg
        ' 1 deg/60
        '' 1 '/60
        AU 149597.870691 Mm
        atm 101325 Pa
        att 1 kgf/cm2
        Ao 0.1 nm
        b 100 fm2
        [S] 1e-13 s
        [HPF] 1 1
        [LPF] 100 1
        [hnsf'U] 1 1
        [PRU] 1 mm[Hg].s/mL
        [wood'U] 1 mm[Hg].min/L
        [diop] 1 /m
        [Ch] 1 mm/3
        [drp] 1 mL/20
        [MET] 3.5 mL/min/kg
        [foz_m] 30 mL
        [cup_m] 240 mL
        [tsp_m] 5 mL
        [tbs_m] 15 mL
        [oz_m] 28 g
        [car_m] 0.2 g
        [car_Au] 1 /24
        [Cal] 1 kcal_th
        [degR] 5 K/9
        """

    /// Feet, pounds, gallons and their kin: international, of the United States (`_us`), of Britain (`_br`), avoirdupois (`_av`),
    /// troy (`_tr`), of apothecaries (`_ap`).
    static let customary = """
        [in_i] 2.54 cm
        [ft_i] 12 [in_i]
        [yd_i] 3 [ft_i]
        [mi_i] 5280 [ft_i]
        [fth_i] 6 [ft_i]
        [nmi_i] 1852 m
        [kn_i] 1 [nmi_i]/h
        [mil_i] 1e-3 [in_i]
        [hd_i] 4 [in_i]
        [lne] 1 [in_i]/12
        [pnt] 1 [lne]/6
        [pca] 12 [pnt]
        [pnt_pr] 0.013837 [in_i]
        [pca_pr] 12 [pnt_pr]
        [pied] 32.48 cm
        [pouce] 1 [pied]/12
        [ligne] 1 [pouce]/12
        [didot] 1 [ligne]/6
        [cicero] 12 [didot]
        [smoot] 67 [in_i]
        [mesh_i] 1 /[in_i]
        [sin_i] 1 [in_i]2
        [sft_i] 1 [ft_i]2
        [syd_i] 1 [yd_i]2
        [cml_i] 1 [pi].[mil_i]2/4
        [cin_i] 1 [in_i]3
        [cft_i] 1 [ft_i]3
        [cyd_i] 1 [yd_i]3
        [bf_i] 144 [in_i]3
        [cr_i] 128 [ft_i]3
        [ft_us] 1200 m/3937
        [yd_us] 3 [ft_us]
        [in_us] 1 [ft_us]/12
        [mil_us] 1e-3 [in_us]
        [rd_us] 16.5 [ft_us]
        [ch_us] 4 [rd_us]
        [lk_us] 1 [ch_us]/100
        [rch_us] 100 [ft_us]
        [rlk_us] 1 [rch_us]/100
        [fth_us] 6 [ft_us]
        [fur_us] 40 [rd_us]
        [mi_us] 8 [fur_us]
        [acr_us] 160 [rd_us]2
        [srd_us] 1 [rd_us]2
        [smi_us] 1 [mi_us]2
        [sct] 1 [mi_us]2
        [twp] 36 [sct]
        [in_br] 2.539998 cm
        [ft_br] 12 [in_br]
        [rd_br] 16.5 [ft_br]
        [ch_br] 4 [rd_br]
        [lk_br] 1 [ch_br]/100
        [fth_br] 6 [ft_br]
        [pc_br] 2.5 [ft_br]
        [yd_br] 3 [ft_br]
        [mi_br] 5280 [ft_br]
        [nmi_br] 6080 [ft_br]
        [kn_br] 1 [nmi_br]/h
        [acr_br] 4840 [yd_br]2
        [gal_us] 231 [in_i]3
        [bbl_us] 42 [gal_us]
        [qt_us] 1 [gal_us]/4
        [pt_us] 1 [qt_us]/2
        [gil_us] 1 [pt_us]/4
        [foz_us] 1 [gil_us]/4
        [fdr_us] 1 [foz_us]/8
        [min_us] 1 [fdr_us]/60
        [tbs_us] 1 [foz_us]/2
        [tsp_us] 1 [tbs_us]/3
        [cup_us] 16 [tbs_us]
        [crd_us] 128 [ft_i]3
        [bu_us] 2150.42 [in_i]3
        [gal_wi] 1 [bu_us]/8
        [pk_us] 1 [bu_us]/4
        [dqt_us] 1 [pk_us]/8
        [dpt_us] 1 [dqt_us]/2
        [gal_br] 4.54609 L
        [pk_br] 2 [gal_br]
        [bu_br] 4 [pk_br]
        [qt_br] 1 [gal_br]/4
        [pt_br] 1 [qt_br]/2
        [gil_br] 1 [pt_br]/4
        [foz_br] 1 [gil_br]/5
        [fdr_br] 1 [foz_br]/8
        [min_br] 1 [fdr_br]/60
        [gr] 64.79891 mg
        [lb_av] 7000 [gr]
        [oz_av] 1 [lb_av]/16
        [dr_av] 1 [oz_av]/16
        [scwt_av] 100 [lb_av]
        [lcwt_av] 112 [lb_av]
        [ston_av] 20 [scwt_av]
        [lton_av] 20 [lcwt_av]
        [stone_av] 14 [lb_av]
        [pwt_tr] 24 [gr]
        [oz_tr] 20 [pwt_tr]
        [lb_tr] 12 [oz_tr]
        [sc_ap] 20 [gr]
        [dr_ap] 3 [sc_ap]
        [oz_ap] 8 [dr_ap]
        [lb_ap] 12 [oz_ap]
        [lbf_av] 1 [lb_av].[g]
        [psi] 1 [lbf_av]/[sin_i]
        [HP] 550 [ft_i].[lbf_av]/s
        [Btu_39] 1.05967 kJ
        [Btu_59] 1.05480 kJ
        [Btu_60] 1.05468 kJ
        [Btu_m] 1.05587 kJ
        [Btu_IT] 1.05505585262 kJ
        [Btu_th] 1.054350 kJ
        [Btu] 1 [Btu_th]
        [in_i'H2O] 1 m[H2O].[in_i]/m
        [in_i'Hg] 1 m[Hg].[in_i]/m
        [den] 1 g/km/9
        """

    static let metricLast = """
        [ly] 1 [c].a_j
        U 1 umol/min
        """

    /// The degree and where its zero stands above absolute zero, in degrees.
    static let temperatures = [("Cel", "K", "273.15"), ("[degF]", "5.K/9", "459.67"), ("[degRe]", "5.K/4", "218.52")]

    /// Arbitrary units and units on logarithmic scales: nothing else can be converted to them.
    static let incomparable = (
        metric: [
            "[iU]", "Np", "B", "B[SPL]", "B[V]", "B[mV]", "B[uV]", "B[10.nV]", "B[W]", "B[kW]",
        ],
        plain: [
            "[pH]", "[p'diop]", "%[slope]", "bit_s", "[m/s2/Hz^(1/2)]", "[hp'_X]", "[hp'_C]", "[hp'_M]", "[hp'_Q]", "[hp_X]", "[hp_C]",
            "[hp_M]", "[hp_Q]", "[kp_X]", "[kp_C]", "[kp_M]", "[kp_Q]", "[arb'U]", "[USP'U]", "[GPL'U]", "[MPL'U]", "[APL'U]", "[beth'U]",
            "[anti'Xa'U]", "[todd'U]", "[dye'U]", "[smgy'U]", "[bdsk'U]", "[ka'U]", "[knk'U]", "[mclg'U]", "[tb'U]", "[CCID_50]",
            "[TCID_50]", "[EID_50]", "[PFU]", "[FFU]", "[CFU]", "[IR]", "[BAU]", "[AU]", "[Amb'a'1'U]", "[PNU]", "[Lf]", "[D'ag'U]",
            "[FEU]", "[ELU]", "[EU]",
        ]
    )
}
